"use client";

import { useCallback, useState } from "react";
import { PersonSheet } from "@/components/customers/person-sheet";
import { Crowd, CrowdNote } from "@/components/ui/crowd";
import type { Why } from "@/lib/customers/crowd/schema";
import { type ActiveCrowd as Parted, type AskWhyActive, type Overview, PERIOD_WORDS, type Period } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  crowd: Parted;
  period: Period;
  /** Counts all customers, and not only those who have a dot. */
  overview: Pick<Overview, "customers" | "activeCustomers">;
  why: (input: AskWhyActive) => Promise<ActionResult<Why>>;
};

const NUMBER = new Intl.NumberFormat("en");

/** Everybody, as the people they are: who did something lately, and who has been quiet. */
export function ActiveCrowd({ crowd: { active, others }, period, overview, why }: Props) {
  const [open, setOpen] = useState<string | null>(null);
  const ask = useCallback((customer: string) => why({ period, customer }), [why, period]);
  const { customers: total, activeCustomers } = overview;
  const everybody = [...active, ...others];
  const lately = `in the last ${PERIOD_WORDS[period]}`;
  return (
    <section aria-labelledby="active" className="mt-6">
      <h2 id="active" className="sr-only">
        Who is active
      </h2>
      <div className="mb-3">
        <CrowdNote shown={everybody.length} total={total} tells="who it is" />
      </div>
      <Crowd
        label={`${active.length} of the ${everybody.length} people shown were active ${lately}.`}
        current={open}
        groups={[
          {
            ...{ key: "active", words: "was active", lit: true, people: active },
            says: (
              <p>
                <span className="text-people voice-title">{NUMBER.format(activeCustomers)}</span>
                <span className="text-soft">{` of ${NUMBER.format(total)} ${total === 1 ? "person" : "people"} active ${lately}`}</span>
              </p>
            ),
          },
          {
            ...{ key: "others", words: "was not active", lit: false, people: others },
            says: others.length > 0 && <p className="text-soft">{NUMBER.format(total - activeCustomers)} were not</p>,
          },
        ]}
        open={setOpen}
      />
      <PersonSheet person={everybody.find(({ id }) => id === open) ?? null} ask={ask} close={() => setOpen(null)} />
    </section>
  );
}
