import type { Metadata } from "next";
import { AsSent } from "@/components/messages/as-sent";
import { MessageFacts } from "@/components/messages/message-facts";
import { PageHeader } from "@/components/ui/page-header";
import { getMessage } from "@/lib/messages/queries";
import { listedMessage } from "@/lib/messages/shown";
import type { Scope } from "@/lib/scope";
import { loadOnce } from "@/lib/web/page";

type Props = PageProps<"/[project]/messages/[messageId]">;

const messageOnce = loadOnce(async (scope: Scope, id: string) => ({ full: await getMessage(scope, id), now: scope.clock.now() }));

async function read({ params }: Props) {
  const { project, messageId } = await params;
  const { full, now } = await messageOnce(project, messageId);
  return { project, messageId, full, now, subject: full.message.subject ?? "A message without a subject" };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await read(props)).subject };
}

export default async function MessagePage(props: Props) {
  const { project, messageId, full, now, subject } = await read(props);
  const { email, message } = full;
  const wasSent = Boolean(message.sha256 && message.values);

  return (
    <>
      <PageHeader title={subject} />
      <MessageFacts message={{ ...listedMessage(full), warnings: message.warnings }} project={project} now={now} />
      <AsSent email={email} wasSent={wasSent} frame={`/api/frames/messages/${project}/${messageId}`} />
    </>
  );
}
