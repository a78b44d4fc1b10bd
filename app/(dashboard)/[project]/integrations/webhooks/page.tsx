import type { Metadata } from "next";
import { barredUnlessAdmin } from "@/components/team/barred";
import { BarredLink } from "@/components/ui/barred-link";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { WebhookTable } from "@/components/webhooks/webhook-table";
import { readWebhooks } from "@/lib/webhooks/shown";
import { WebhookQuery } from "@/lib/webhooks/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Webhooks" };

export default async function WebhooksPage({ params, searchParams }: PageProps<"/[project]/integrations/webhooks">) {
  const { project } = await params;
  const { cursor } = WebhookQuery.catch({}).parse(await searchParams);
  const { webhooks, nextCursor, mayChange } = await load(project, (scope) => readWebhooks(scope, cursor));
  const path = `/${project}/integrations/webhooks`;
  const actions = webhooks.length > 0 && (
    <BarredLink variant="primary" href={`${path}/new`} because={barredUnlessAdmin(mayChange)}>
      New webhook
    </BarredLink>
  );
  return (
    <>
      <PageHeader title="Webhooks" actions={actions}>
        Your servers, notified of what happens here. Signed with Standard Webhooks.
      </PageHeader>
      <WebhookTable webhooks={webhooks} path={path} mayChange={mayChange} />
      <Pagination path={path} query={{ cursor }} nextCursor={nextCursor} />
    </>
  );
}
