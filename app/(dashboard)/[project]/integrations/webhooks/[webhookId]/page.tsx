import type { Metadata } from "next";
import { WebhookDetail } from "@/components/webhooks/webhook-detail";
import { load } from "@/lib/web/page";
import { readWebhook } from "@/lib/webhooks/shown";
import { WebhookQuery } from "@/lib/webhooks/schema";
import { commandsFor } from "../commands";

export const metadata: Metadata = { title: "Webhook" };

export default async function WebhookPage({ params, searchParams }: PageProps<"/[project]/integrations/webhooks/[webhookId]">) {
  const { project, webhookId } = await params;
  const { cursor } = WebhookQuery.catch({}).parse(await searchParams);
  const shown = await load(project, (scope) => readWebhook(scope, webhookId, cursor));
  return <WebhookDetail {...shown} path={`/${project}/integrations/webhooks`} cursor={cursor} commands={commandsFor(project)} />;
}
