import type { Metadata } from "next";
import { ButtonLink } from "@/components/ui/button";
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
  const actions = mayChange && webhooks.length > 0 && (
    <ButtonLink variant="primary" href={`${path}/new`}>
      New webhook
    </ButtonLink>
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
