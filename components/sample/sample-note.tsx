"use client";

import { useState, useTransition } from "react";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

type Props = { remove: ((said: unknown) => Promise<ActionResult<never>>) | null };

/** Says quietly that nothing here is real; who may, removes it in one click. */
export function SampleNote({ remove }: Props) {
  const [pending, start] = useTransition();
  const [problem, setProblem] = useState<string | null>(null);
  const press = (does: NonNullable<Props["remove"]>) =>
    start(async () => {
      const answer = await does({});
      if (!answer.ok) setProblem(answer.message);
    });
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
        <Button size="small" pending={pending} onClick={() => press(remove)} className="ml-auto">
          Remove the sample
        </Button>
      )}
      {problem && (
        <p role="alert" className="basis-full text-bad">
          {problem}
        </p>
      )}
    </section>
  );
}
