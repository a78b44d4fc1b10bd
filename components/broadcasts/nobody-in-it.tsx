import type { Standing } from "@/components/broadcasts/people-table";
import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import type { PeopleOutcome } from "@/lib/broadcasts/schema";

type Props = { path: string; outcome: PeopleOutcome | undefined; stands: Standing };

/** Why a list of a broadcast's people is empty. */
export const NobodyInIt = ({ path, outcome, stands }: Props) =>
  outcome ? (
    <Empty title="Nobody in this broadcast matches" action={<ButtonLink href={path}>Clear filters</ButtonLink>} />
  ) : (
    <Empty title="Nobody">
      {stands === "before" && "Choose the audience, and its people are listed here."}
      {stands === "cancelled" && "It was cancelled before sending began, so nobody got it."}
      {stands === "begun" && "When sending began, nobody was in the audience."}
    </Empty>
  );
