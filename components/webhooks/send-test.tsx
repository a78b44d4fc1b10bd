"use client";

import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { BarredButton } from "@/components/ui/barred-button";
import { Status } from "@/components/ui/status";
import type { Attempt } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = { id: string; isOff: boolean; mayChange: boolean; send: (said: { id: string }) => Promise<ActionResult<Attempt>> };

/** Sends a signed test, and shows what the server answered. */
export function SendTest({ id, isOff, mayChange, send }: Props) {
  const { pending, failure, run } = useCommand();
  const [said, setSaid] = useState<Attempt | null>(null);
  const isGood = said?.status !== null && said !== null && said.status >= 200 && said.status < 300;
  return (
    <div className="flex flex-col items-start gap-2">
      <BarredButton
        because={mayChange ? undefined : "Only admins and owners try it."}
        pending={pending}
        disabled={isOff}
        onClick={() => run(() => send({ id }), setSaid)}
      >
        Send a test
      </BarredButton>
      {isOff && <p className="text-soft text-sm">It is off. Switch it on to try it.</p>}
      <div role="status">
        {said && !pending && (
          <p className="flex flex-wrap items-baseline gap-x-3">
            <Status tone={isGood ? "good" : "bad"}>{said.status === null ? "No answer" : `Answered ${said.status}`}</Status>
            <span className="break-words text-soft">
              {said.said} ({said.millis.toLocaleString("en")} ms)
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
