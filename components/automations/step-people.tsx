"use client";

import { Link } from "@/components/ui/link";
import { useBuilder } from "@/components/automations/builder-context";
import { Dots } from "@/components/ui/crowd";
import { STEP_COUNTS, type StepCount } from "@/lib/automations/schema";

const WORDS: Record<StepCount, (people: string) => string> = {
  entered: (people) => `${people} entered`,
  here: (people) => `${people} here now`,
  done: (people) => `${people} done`,
  skipped: (people) => `${people} skipped`,
  failed: (people) => `${people} failed`,
};

/** How it went for the people at a step, each number the way to who they are, and why some were skipped. */
export function StepPeople({ stepId }: { stepId: string }) {
  const { people, crowd, open, opened, project, automationId } = useBuilder();
  const numbers = people[stepId];
  if (!numbers || numbers.entered === 0) return null;
  const here = crowd[stepId] ?? [];
  const shown = STEP_COUNTS.filter((count) => count === "entered" || numbers[count] > 0);
  return (
    <div className="text-sm tabular-nums">
      <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
        <ul className="flex flex-wrap gap-x-4 gap-y-1">
          {shown.map((count) => (
            <li key={count}>
              <Link
                href={`/${project}/automations/${automationId}/people?step=${stepId}&what=${count}`}
                className={count === "failed" ? "text-bad underline" : count === "here" ? "text-people underline" : "underline"}
              >
                {WORDS[count](numbers[count].toLocaleString("en"))}
              </Link>
            </li>
          ))}
        </ul>
        {here.length > 0 && (
          <Dots label={`People at this step, ${here.length} shown`} words="is here" lit people={here} open={open} current={opened} />
        )}
      </div>
      {numbers.reasons.length > 0 && (
        <ul className="mt-1 text-soft">
          {numbers.reasons.slice(0, 5).map(({ reason, people: many }) => (
            <li key={reason}>
              {many.toLocaleString("en")} skipped: {reason}
            </li>
          ))}
        </ul>
      )}
    </div>
  );
}
