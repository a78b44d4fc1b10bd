"use client";

import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

type Props = { name: string; sender: string | null; waiting: number; allow: () => Promise<ActionResult<void>> };

/** The question an automation asks once: whether it may write to real people. */
export function Asking({ name, sender, waiting, allow }: Props) {
  const { pending, failure, run } = useCommand();
  const people = waiting === 1 ? "1 person waits" : `${waiting.toLocaleString("en")} people wait`;
  return (
    <section
      aria-labelledby="asking"
      className="mb-5 flex flex-wrap items-center justify-between gap-3 rounded-thing border border-warn bg-panel p-4"
    >
      <div className="max-w-prose">
        <h2 id="asking" className="text-base">
          “{name}” is about to email real people through {sender ?? "your sender"}. Allow it?
        </h2>
        <p className="mt-1 text-soft">
          {people} for your answer. Until then people still enter, and their email goes out once you allow it.
        </p>
        {failure && (
          <p role="alert" className="mt-1 text-bad">
            {failure.message}
          </p>
        )}
      </div>
      <Button variant="primary" pending={pending} onClick={() => run(allow)}>
        Allow sending
      </Button>
    </section>
  );
}
