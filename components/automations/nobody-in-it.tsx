import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

type Props = { path: string; isNarrowed: boolean; isLive: boolean };

/** Nobody: because nobody came yet, or because nobody is where it was asked for. */
export const NobodyInIt = ({ path, isNarrowed, isLive }: Props) =>
  isNarrowed ? (
    <Empty title="Nobody here now" action={<ButtonLink href={path}>Show everybody</ButtonLink>} />
  ) : (
    <Empty drawing="automations" title="Nobody has entered yet">
      {!isLive && "People enter once the automation is live."}
    </Empty>
  );
