import type { Metadata } from "next";
import { WebhookDetail } from "@/components/webhooks/webhook-detail";
import { loadOnce } from "@/lib/web/page";
import { readWebhook } from "@/lib/webhooks/shown";
import { WebhookQuery } from "@/lib/webhooks/schema";
import { commandsFor } from "../commands";

type Props = PageProps<"/[project]/integrations/webhooks/[webhookId]">;

const webhookOnce = loadOnce(readWebhook);

async function read({ params, searchParams }: Props) {
  const { project, webhookId } = await params;
  const { cursor } = WebhookQuery.catch({}).parse(await searchParams);
  return { project, cursor, shown: await webhookOnce(project, webhookId, cursor) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { webhook } = (await read(props)).shown;
  return { title: webhook.description || webhook.url };
}

export default async function WebhookPage(props: Props) {
  const { project, cursor, shown } = await read(props);
  return <WebhookDetail {...shown} path={`/${project}/integrations/webhooks`} cursor={cursor} commands={commandsFor(project)} />;
}
