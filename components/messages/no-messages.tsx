import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

type Props = { path: string; q: string | undefined /** Whether something else than a text was asked for as well. */; filtered: boolean };

export const NoMessages = ({ path, q, filtered }: Props) =>
  q || filtered ? (
    <Empty
      title={filtered ? "No message matches" : `No message is to or about “${q}”`}
      action={<ButtonLink href={path}>Clear filters</ButtonLink>}
    />
  ) : (
    <Empty drawing="messages" title="Nothing was sent yet">
      Every email is listed here, and every one that was not sent, with the reason.
    </Empty>
  );
