import { RunStatusSign } from "@/components/automations/run-status";
import { Time } from "@/components/ui/time";
import type { RunStatus } from "@/lib/automations/schema";

type Props = {
  run: { status: RunStatus; attempts: number; dueAt: Date | null; lastError: string | null };
  place: string | null;
  isHeld: boolean;
  now: Date;
};

/** Where somebody is now, and when they go on. */
export function RunState({ run, place, isHeld, now }: Props) {
  const { status, attempts, dueAt, lastError } = run;
  return (
    <div className="mb-5 flex flex-col gap-1">
      <p className="flex flex-wrap items-center gap-x-3">
        <RunStatusSign {...{ status, attempts, isHeld }} />
        {place && <span>{place}</span>}
        {dueAt && !isHeld && (
          <span className="text-soft">
            continues <Time at={dueAt} now={now} />
          </span>
        )}
        {isHeld && dueAt && <span className="text-soft">held while the automation is paused</span>}
      </p>
      {lastError && <p className="text-bad">{lastError}</p>}
    </div>
  );
}
