"use client";

import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { BarredButton } from "@/components/ui/barred-button";
import { Status } from "@/components/ui/status";
import type { Said } from "@/lib/integrations/schema";
import type { ActionResult } from "@/lib/web/action";

export type Try = (said: { kind: string }) => Promise<ActionResult<Said & { millis: number }>>;
type Props = { kind: string; label: string; mayChange: boolean; test: Try };

/** Does something real and harmless, and shows what the other side answered, word for word. */
export function TryIt({ kind, label, mayChange, test }: Props) {
  const { pending, failure, run } = useCommand();
  const [said, setSaid] = useState<(Said & { millis: number }) | null>(null);
  const tone = said?.state === "done" ? "good" : said?.state === "refused" ? "bad" : "warn";
  const word = { done: "It worked", refused: "Refused", later: "Not now", uncertain: "Unknown" }[said?.state ?? "done"];
  return (
    <div className="flex flex-col items-start gap-2">
      <BarredButton
        pending={pending}
        because={mayChange ? undefined : "Only admins and owners try it."}
        onClick={() => run(() => test({ kind }), setSaid)}
      >
        {label}
      </BarredButton>
      <div role="status">
        {said && !pending && (
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Status tone={tone}>{word}</Status>
            <span className="break-words text-soft">
              {said.says} ({said.millis.toLocaleString("en")} ms)
            </span>
          </p>
        )}
      </div>
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
    </div>
  );
}
