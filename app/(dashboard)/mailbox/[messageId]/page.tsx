import type { Metadata } from "next";
import { cache } from "react";
import { shellCommands } from "@/app/(dashboard)/commands";
import { MailboxNotShown } from "@/components/mailbox/not-shown";
import { Received } from "@/components/mailbox/received";
import { Shell } from "@/components/shell/shell";
import { getReceived } from "@/lib/messages/mailbox";
import { ListMailbox } from "@/lib/messages/schema";
import { loadMailbox } from "@/lib/web/mailbox";

type Props = PageProps<"/mailbox/[messageId]">;

const emailOnce = cache((asked: string | undefined, id: string) => loadMailbox(asked, (scope) => getReceived(scope, id)));

async function read({ params, searchParams }: Props) {
  const { messageId: id } = await params;
  return { id, ...(await emailOnce(ListMailbox.catch({}).parse(await searchParams).project, id)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `${(await read(props)).data?.email.subject ?? "Email"} · Mailbox` };
}

export default async function ReceivedPage(props: Props) {
  const { id, shell, data, now } = await read(props);
  const { slug } = shell.project;

  return (
    <Shell {...shell} commands={shellCommands(slug)}>
      {data ? <Received project={slug} {...{ id, ...data, now }} /> : <MailboxNotShown />}
    </Shell>
  );
}
