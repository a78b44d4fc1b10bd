"use client";

import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

type Props = { as: string; send: (said: object) => Promise<ActionResult<void>> };

/** For who has nothing at hand that sends: they sign up themselves, and get what a customer gets. */
export function SendFirstEvent({ as, send }: Props) {
  const { pending, failure, run } = useCommand();
  return (
    <div className="mt-4 flex flex-wrap items-center gap-x-3 gap-y-2 border-line border-t pt-4">
      <Button variant="primary" pending={pending} onClick={() => run(() => send({}))}>
        Send a test event
      </Button>
      <span className="text-soft">“Signed Up” by you, {as}</span>
      {failure && (
        <p role="alert" className="w-full text-bad">
          {failure.message}
        </p>
      )}
    </div>
  );
}
