import { createWebhook } from "@/lib/webhooks/commands";
import { listWebhooks } from "@/lib/webhooks/queries";
import { CreateWebhook, ListWebhooks, MadeWebhook, ShownWebhooks } from "@/lib/webhooks/schema";
import { shownWebhook } from "@/lib/webhooks/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists webhooks, the newest first.",
  grant: "webhooks:read",
  input: ListWebhooks,
  output: ShownWebhooks,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listWebhooks(scope, input);
    return { data: items.map(shownWebhook), next_cursor: nextCursor };
  },
});

export const POST = route({
  summary: "Creates a webhook. Its signing secret is in this answer and in no other.",
  grant: "webhooks:write",
  input: CreateWebhook,
  output: MadeWebhook,
  status: 201,
  handle: async (scope, input) => {
    const { webhook, secret } = await createWebhook(scope, input);
    return { ...shownWebhook(webhook), secret };
  },
});
