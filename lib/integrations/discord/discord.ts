import "server-only";
import { channel } from "@/lib/integrations/channel";
import type { Integration } from "@/lib/integrations/contract";

export const discord: Integration = {
  kind: "discord",
  name: "Discord",
  summary: "Posts to a channel of your Discord server when something happens to a customer.",
  mark: "M5 19c-2-3-3-7-1-12 2-1 4-2 5-2l1 2h4l1-2c1 0 3 1 5 2 2 5 1 9-1 12-2 0-3-1-4-2H9c-1 1-2 2-4 2zM9 12v1M15 12v1",
  setup: [
    "In Discord, open the settings of the channel to write to, then Integrations, then Webhooks.",
    "Choose “New Webhook”, then “Copy Webhook URL”, and paste it here.",
  ],
  stops: "Automation steps that post to Discord fail from then on, each with that reason; customers continue past them.",
  ...channel({
    address: "https://discord.com/api/webhooks/…",
    label: "Send a Discord message",
    language: "Markdown and Liquid",
    example: "**{{ customer.email }}** has signed up",
    most: 2000,
    writes: "text",
    body: (content) => ({ content, allowed_mentions: { parse: [] } }), // no text of a customer may call for anybody: mentions stay words
  }),
};
