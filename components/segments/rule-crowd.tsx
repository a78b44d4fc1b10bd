"use client";

import { Link } from "@/components/ui/link";
import { useParams } from "next/navigation";
import { useCallback, useMemo, useState } from "react";
import { PersonSheet } from "@/components/customers/person-sheet";
import { useAnswer } from "@/components/segments/use-answer";
import { cn } from "@/components/ui/cn";
import { Crowd, CrowdNote } from "@/components/ui/crowd";
import type { Why } from "@/lib/customers/crowd/schema";
import { type CrowdMatching, type PartedCrowd, type RulePreview, SegmentRule } from "@/lib/segments/schema";
import type { ActionResult } from "@/lib/web/action";

/** The Crowd parts at every key; in a pause everybody is counted. */
const [KEY_MS, PAUSE_MS] = [0, 300];
const NUMBER = new Intl.NumberFormat("en");

export type AskWhyOfRule = (input: { rule: SegmentRule; customer: string }) => Promise<ActionResult<Why>>;
type Props = {
  rule: SegmentRule;
  crowd: PartedCrowd;
  /** Where the segments of this project are. */
  path: string;
  why: AskWhyOfRule;
};

/**
 * Who the rule selects: the Crowd parts while it is typed, and the exact number follows. While a rule is not finished the dots stay as they
 * were, dimmed, and nothing is said of them; the last number stays, dimmed, until there is a newer one.
 */
export function RuleCrowd({ rule, crowd: { people: crowd, matching: first }, path, why }: Props) {
  const question = questionOf(rule);
  const [last, setLast] = useState(question);
  if (question !== null && question !== last) setLast(question);
  const parted = useAnswer<CrowdMatching>(`${path}/crowd`, question, KEY_MS);
  const counted = useAnswer<RulePreview>(`${path}/count`, question, PAUSE_MS);
  const [openId, setOpenId] = useState<string | null>(null);
  const ask = useCallback((customer: string) => why({ rule: JSON.parse(last ?? "{}").rule, customer }), [why, last]);

  const { selected, others } = useMemo(() => {
    const matching = new Set(parted.answer?.matching ?? first);
    return { selected: crowd.filter(({ id }) => matching.has(id)), others: crowd.filter(({ id }) => !matching.has(id)) };
  }, [crowd, first, parted.answer]);
  const count = <Count {...counted} unfinished={question === null} />;
  return (
    <section aria-label="Who this is" className="flex flex-col gap-3 border-line border-t pt-4">
      <CrowdNote shown={crowd.length} total={counted.answer?.total ?? null} tells="why" />
      {crowd.length === 0 ? (
        count
      ) : (
        <Crowd
          label={`${selected.length} of the ${crowd.length} people shown match the rule.`}
          groups={[
            { key: "in", words: "matches", says: count, lit: true, people: selected },
            {
              key: "out",
              words: "does not match",
              says: <Others {...(question !== null && counted.answer)} />,
              lit: false,
              people: others,
            },
          ]}
          className={question === null ? "crowd-asks" : undefined}
          open={setOpenId}
          current={openId}
        />
      )}
      <Sample of={question === null ? [] : (counted.answer?.sample ?? [])} stale={counted.stale} />
      <PersonSheet person={crowd.find(({ id }) => id === openId) ?? null} ask={ask} close={() => setOpenId(null)} />
    </section>
  );
}

function questionOf(rule: SegmentRule): string | null {
  const { success, data } = SegmentRule.safeParse(rule);
  return success ? JSON.stringify({ rule: data }) : null;
}

type CountProps = { answer: RulePreview | null; stale: boolean; problem: string | null; unfinished: boolean };

const Count = ({ answer, stale, problem, unfinished }: CountProps) => (
  <div aria-live="polite">
    {unfinished && <p className="text-base">Finish the conditions to see who they select.</p>}
    {problem && <p className="text-bad">{problem}</p>}
    {answer && !unfinished ? (
      <div className={cn("transition-opacity", stale && "opacity-60")}>
        <p className="text-base">
          <Counted {...answer} />
        </p>
        <p className="max-w-[68ch] text-soft">{answer.sentence}</p>
      </div>
    ) : (
      !unfinished &&
      !problem && (
        <p aria-busy="true" className="pb-5 text-base">
          Counting…
        </p>
      )
    )}
  </div>
);

function Counted({ matching, total }: RulePreview) {
  if (matching === null) return "Counting takes longer than usual. The segment will be exact once it is saved.";
  const of = total === null ? "" : ` of ${NUMBER.format(total)}`;
  return (
    <>
      <span className="text-people voice-title">{NUMBER.format(matching)}</span>
      {`${of} ${(total ?? matching) === 1 ? "person" : "people"}`}
    </>
  );
}

const Others = ({ matching, total }: Partial<RulePreview>) => (
  <p className="text-soft">
    {typeof matching === "number" && typeof total === "number" ? `${NUMBER.format(total - matching)} do not match` : "The others"}
  </p>
);

function Sample({ of, stale }: { of: RulePreview["sample"]; stale: boolean }) {
  const { project } = useParams<{ project: string }>();
  if (of.length === 0) return <div className="h-5" />;
  return (
    <ul aria-label="Some of those who match" className={cn("flex flex-wrap gap-x-4 gap-y-1", stale && "opacity-60")}>
      <li aria-hidden className="text-soft">
        Some of those who match:
      </li>
      {of.map(({ id, name }) => (
        <li key={id} className="min-w-0 max-w-full">
          <Link href={`/${project}/customers/${id}`} className="break-words underline">
            {name}
          </Link>
        </li>
      ))}
    </ul>
  );
}
