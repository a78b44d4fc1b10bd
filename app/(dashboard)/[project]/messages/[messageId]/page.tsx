import type { Metadata } from "next";
import { EmailView } from "@/components/messages/email-view";
import { MessageFacts } from "@/components/messages/message-facts";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";
import { getMessage } from "@/lib/messages/queries";
import { listedMessage } from "@/lib/messages/shown";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Message" };

export default async function MessagePage({ params }: PageProps<"/[project]/messages/[messageId]">) {
  const { project, messageId } = await params;
  const { full, now } = await load(project, async (scope) => ({ full: await getMessage(scope, messageId), now: scope.clock.now() }));
  const { email } = full;

  return (
    <>
      <PageHeader title={full.message.subject ?? "A message without a subject"} />
      <MessageFacts message={{ ...listedMessage(full), warnings: full.message.warnings }} project={project} now={now} />
      {email ? (
        <>
          <p className="mb-4 text-soft text-sm">
            As it was sent, but its links lead straight on and can unsubscribe nobody: nothing you do here counts as the recipient’s.
          </p>
          <EmailView email={email} frame={`/api/frames/messages/${project}/${messageId}`} />
        </>
      ) : (
        <Empty title="There is no email to show">
          {full.message.sha256 && full.message.values
            ? "It was sent, but what is needed to show it exactly as it was has changed since."
            : "It was never created, for the reason above, or its recipient was erased."}
        </Empty>
      )}
    </>
  );
}
