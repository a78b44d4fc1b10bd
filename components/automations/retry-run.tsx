"use client";

import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import type { ActionResult } from "@/lib/web/action";

/** Lets a failed run take its step again. */
export function RetryRun({ retry }: { retry: () => Promise<ActionResult<void>> }) {
  const { pending, failure, run } = useCommand();
  return (
    <>
      {failure && (
        <p role="alert" className="text-bad text-sm">
          {failure.message}
        </p>
      )}
      <Button pending={pending} onClick={() => run(retry)}>
        Try this step again
      </Button>
    </>
  );
}
