"use client";

import Link from "next/link";
import { useParams } from "next/navigation";
import { useEffect, useState } from "react";
import { cn } from "@/components/ui/cn";
import { type RulePreview, SegmentRule } from "@/lib/segments/schema";
import type { ActionResult } from "@/lib/web/action";

type Preview = (input: { rule: SegmentRule }) => Promise<ActionResult<RulePreview>>;

/** A pause in typing. */
const PAUSE_MS = 400;
const NUMBER = new Intl.NumberFormat("en");

/** How many people the rule selects now, who for example, and the rule in words. The last answer stays, dimmed, until there is a newer one. */
export function RuleCount({ rule, preview }: { rule: SegmentRule; preview: Preview }) {
  const { answer, stale, problem, readable } = usePreview(rule, preview);
  const nothingYet = readable ? "Counting…" : "Finish the conditions to see who they select.";
  const { project } = useParams<{ project: string }>();
  return (
    <section aria-label="Who this is" className="flex flex-col gap-2 border-line border-t pt-4">
      <p aria-live="polite" className={cn("text-base", stale && "opacity-50")}>
        {problem ?? (answer ? <Counted {...answer} /> : nothingYet)}
      </p>
      {answer && <p className={cn("max-w-prose text-soft", stale && "opacity-50")}>{answer.sentence}</p>}
      {answer && answer.sample.length > 0 && (
        <ul aria-label="For example" className={cn("flex flex-wrap gap-x-4 gap-y-1", stale && "opacity-50")}>
          {answer.sample.map(({ id, name }) => (
            <li key={id}>
              <Link href={`/${project}/customers/${id}`} className="underline">
                {name}
              </Link>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

function Counted({ matching, total }: RulePreview) {
  if (matching === null) return "Counting takes longer than usual. The segment will be exact once it is saved.";
  const of = total === null ? "" : ` of ${NUMBER.format(total)}`;
  return (
    <>
      <span className="text-people voice-title tabular-nums">{NUMBER.format(matching)}</span>
      {`${of} ${(total ?? matching) === 1 ? "person" : "people"}`}
    </>
  );
}

/** Asks a moment after the last change; answers to older questions are dropped, and an unfinished rule is not asked. */
function usePreview(rule: SegmentRule, preview: Preview) {
  const [answer, setAnswer] = useState<{ asked: string; said: RulePreview } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const read = SegmentRule.safeParse(rule);
  const asking = read.success ? JSON.stringify(read.data) : null;

  useEffect(() => {
    if (asking === null) return;
    let dropped = false;
    const timer = setTimeout(async () => {
      const result = await preview({ rule: JSON.parse(asking) });
      if (dropped) return;
      setProblem(result.ok ? null : result.message);
      if (result.ok) setAnswer({ asked: asking, said: result.data });
    }, PAUSE_MS);
    return () => {
      dropped = true;
      clearTimeout(timer);
    };
  }, [asking, preview]);

  return { answer: answer?.said ?? null, stale: answer !== null && answer.asked !== asking, problem, readable: asking !== null };
}
