import type { Metadata } from "next";
import { PageHeader } from "@/components/ui/page-header";
import { NewWebhook } from "@/components/webhooks/new-webhook";
import { load } from "@/lib/web/page";
import { readWebhooks } from "@/lib/webhooks/shown";
import { createWebhookAction } from "../actions";

export const metadata: Metadata = { title: "New webhook" };

export default async function NewWebhookPage({ params }: PageProps<"/[project]/integrations/webhooks/new">) {
  const { project } = await params;
  const { mayChange } = await load(project, (scope) => readWebhooks(scope, undefined));
  const create = createWebhookAction.bind(null, project);
  return (
    <>
      <PageHeader title="New webhook">It receives what happens from now on.</PageHeader>
      <NewWebhook path={`/${project}/integrations/webhooks`} mayChange={mayChange} create={create} />
    </>
  );
}
