import { ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";

type Props = { q: string | undefined; project: { slug: string; name: string } };

/** No email: because none was sent yet, or because none is found. */
export const NoEmails = ({ q, project: { slug, name } }: Props) =>
  q ? (
    <Empty title={`No email is to or about “${q}”`} action={<ButtonLink href={`/mailbox?project=${slug}`}>Clear the search</ButtonLink>} />
  ) : (
    <Empty drawing="messages" title="No email yet">
      What automations of {name} send arrives here within seconds.
    </Empty>
  );
