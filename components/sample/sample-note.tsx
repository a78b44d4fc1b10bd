"use client";

import dynamic from "next/dynamic";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

const Confirm = dynamic(() => import("@/components/ui/confirm").then(({ Confirm }) => Confirm), { ssr: false }); // this note is on every page

type Props = { remove: ((said: unknown) => Promise<ActionResult<never>>) | null };

/** Says quietly that nothing here is real, and removes it for who may. It asks: somebody may have tried things out in it for an hour. */
export function SampleNote({ remove }: Props) {
  const [isAsked, setAsked] = useState(false);
  return (
    <section
      aria-label="Sample data"
      className="flex flex-wrap items-center gap-x-3 gap-y-1 border-line border-b bg-sunk px-4 py-1.5 text-soft text-xs md:px-6"
    >
      <p>
        <span className="text-ink voice-label">Sample data.</span>{" "}
        <span className="hidden sm:inline">These people are made up, and so is what became of their emails.</span>{" "}
        <span className="hidden lg:inline">What you send here reaches nobody.</span>
        <span className="sm:hidden">Emails reach nobody.</span>
      </p>
      {remove && (
        <Button size="small" onClick={() => setAsked(true)} className="ml-auto">
          Remove the sample
        </Button>
      )}
      {remove && isAsked && (
        <Confirm
          open
          close={() => setAsked(false)}
          title="Remove the sample?"
          description="All that is in it goes, and so does what you made in it. A new sample can be made at any time."
          verb="Remove the sample"
          danger
          act={() => remove({})}
        />
      )}
    </section>
  );
}
