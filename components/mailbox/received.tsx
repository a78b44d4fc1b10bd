import { EmailView } from "@/components/messages/email-view";
import { ButtonLink } from "@/components/ui/button";
import { Fact, Facts } from "@/components/ui/facts";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import type { Email } from "@/lib/messages/schema";

type Props = { project: string; id: string; email: Email; receivedAt: Date; now: Date };

/** One email that stayed on this machine. */
export const Received = ({ project, id, email, receivedAt, now }: Props) => (
  <>
    <PageHeader title={email.subject} actions={<ButtonLink href={`/mailbox?project=${project}`}>All emails</ButtonLink>}>
      Received <Time at={receivedAt} now={now} />
    </PageHeader>
    <div className="mb-6 max-w-3xl">
      <Facts>
        <Fact name="From">{email.from}</Fact>
        <Fact name="To">{email.to}</Fact>
      </Facts>
    </div>
    <EmailView email={email} frame={`/api/frames/mailbox/${project}/${id}`} />
  </>
);
