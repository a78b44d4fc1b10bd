import type { Metadata } from "next";
import { shellCommands } from "@/app/(dashboard)/commands";
import { EmailView } from "@/components/messages/email-view";
import { Shell } from "@/components/shell/shell";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Time } from "@/components/ui/time";
import { getReceived } from "@/lib/messages/mailbox";
import { ListMailbox } from "@/lib/messages/schema";
import { loadMailbox } from "@/lib/web/mailbox";

export const metadata: Metadata = { title: "Email · Mailbox" };

export default async function ReceivedPage({ params, searchParams }: PageProps<"/mailbox/[messageId]">) {
  const { messageId } = await params;
  const { project: asked } = ListMailbox.catch({}).parse(await searchParams);
  const { shell, data, now } = await loadMailbox(asked, (scope) => getReceived(scope, messageId));
  const { slug } = shell.project;

  return (
    <Shell {...shell} commands={shellCommands(slug)}>
      <PageHeader title={data.email.subject} actions={<ButtonLink href={`/mailbox?project=${slug}`}>All emails</ButtonLink>}>
        Received <Time at={data.receivedAt} now={now} />
      </PageHeader>
      <EmailView email={data.email} frame={`/api/frames/mailbox/${slug}/${messageId}`} />
    </Shell>
  );
}
