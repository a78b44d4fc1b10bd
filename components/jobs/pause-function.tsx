"use client";

import { Pause, Play } from "lucide-react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { toast } from "@/components/ui/toast";
import type { FunctionOf } from "@/lib/jobs/schema";
import type { ActionResult } from "@/lib/web/action";

export type PauseCommands = Record<"pause" | "resume", (said: FunctionOf) => Promise<ActionResult<void>>>;
type Props = { of: FunctionOf; name: string; paused: boolean; commands: PauseCommands };

/** Holds a function's jobs, or lets them go on. */
export function PauseFunction({ of, name, paused, commands }: Props) {
  const { pending, failure, run } = useCommand();
  const change = () =>
    run(
      () => (paused ? commands.resume(of) : commands.pause(of)),
      () =>
        toast(
          paused ? `“${name}” is running again` : `“${name}” is paused`,
          paused ? {} : { description: "Its jobs wait where they are." },
        ),
    );
  return (
    <span className="relative inline-flex items-center gap-2">
      {failure && (
        <span role="alert" className="text-bad">
          {failure.message}
        </span>
      )}
      <Button size="small" pending={pending} onClick={change} aria-label={`${paused ? "Resume" : "Pause"} ${name}`}>
        {paused ? <Play aria-hidden /> : <Pause aria-hidden />}
        {paused ? "Resume" : "Pause"}
      </Button>
    </span>
  );
}
