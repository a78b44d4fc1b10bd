import type { Metadata } from "next";
import { shellCommands } from "@/app/(dashboard)/commands";
import { MailboxTable } from "@/components/mailbox/mailbox-table";
import { NoEmails } from "@/components/mailbox/no-emails";
import { MailboxNotShown } from "@/components/mailbox/not-shown";
import { Shell } from "@/components/shell/shell";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { listMailbox } from "@/lib/messages/mailbox";
import { ListMailbox } from "@/lib/messages/schema";
import { loadMailbox } from "@/lib/web/mailbox";

export const metadata: Metadata = { title: "Mailbox" };

export default async function MailboxPage({ searchParams }: PageProps<"/mailbox">) {
  const { project: asked, q, cursor } = ListMailbox.catch({}).parse(await searchParams);
  const { shell, data, now } = await loadMailbox(asked, (scope) => listMailbox(scope, { q, cursor, limit: 50 }));
  const { slug, name } = shell.project;
  const frame = { ...shell, commands: shellCommands(slug) };
  if (!data)
    return (
      <Shell {...frame}>
        <MailboxNotShown />
      </Shell>
    );

  return (
    <Shell {...frame}>
      <PageHeader title="Mailbox">
        {shell.mailStays
          ? `Emails of ${name} stay on this machine: each is here, exactly as it would have been sent.`
          : `Emails of ${name} go out through a real sender now. These were kept before.`}
      </PageHeader>
      <Search path="/mailbox" label="Search by address or subject" q={q} kept={{ project: slug }} />
      {data.items.length > 0 ? <MailboxTable emails={data.items} project={slug} now={now} /> : <NoEmails q={q} project={shell.project} />}
      <Pagination path="/mailbox" query={{ project: slug, q, cursor }} nextCursor={data.nextCursor} />
    </Shell>
  );
}
