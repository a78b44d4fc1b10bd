import type { Metadata } from "next";
import { AsSent } from "@/components/messages/as-sent";
import { MessageFacts } from "@/components/messages/message-facts";
import { PageHeader } from "@/components/ui/page-header";
import { messagePage } from "@/lib/messages/page";
import { loadOnce } from "@/lib/web/page";

type Props = PageProps<"/[project]/messages/[messageId]">;

const messageOnce = loadOnce(messagePage);

async function read({ params }: Props) {
  const { project, messageId } = await params;
  const shown = await messageOnce(project, messageId);
  const { subject, state, templateName } = shown.message;
  const unwritten = `A${state === "skipped" ? " skipped" : ""} message ${templateName ? `with the template “${templateName}”` : "without a subject"}`;
  return { project, messageId, ...shown, subject: subject ?? unwritten };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await read(props)).subject };
}

export default async function MessagePage(props: Props) {
  const { project, messageId, message, email, isKept, now, subject } = await read(props);
  return (
    <>
      <PageHeader title={subject} />
      <MessageFacts message={message} project={project} now={now} />
      <AsSent email={email} wasSent={isKept} frame={`/api/frames/messages/${project}/${messageId}`} />
    </>
  );
}
