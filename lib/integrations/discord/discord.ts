import "server-only";
import { z } from "zod";
import { askOther, channelAddress, WebAddress } from "@/lib/integrations/answers";
import type { Connection } from "@/lib/integrations/connections";
import type { Integration } from "@/lib/integrations/contract";

/** No text of a customer may call for anybody: mentions stay words. */
const post = ({ secrets }: Connection, content: string) =>
  askOther(
    {
      url: secrets.url ?? "",
      headers: { "content-type": "application/json" },
      body: JSON.stringify({ content, allowed_mentions: { parse: [] } }),
    },
    false,
  );

export const discord: Integration = {
  kind: "discord",
  name: "Discord",
  category: "action",
  summary: "Posts to a channel of your Discord server when something happens to a customer.",
  mark: "M5 19c-2-3-3-7-1-12 2-1 4-2 5-2l1 2h4l1-2c1 0 3 1 5 2 2 5 1 9-1 12-2 0-3-1-4-2H9c-1 1-2 2-4 2zM9 12v1M15 12v1",
  setup: [
    "In Discord, open the settings of the channel to write to, then Integrations, then Webhooks.",
    "Choose “New Webhook”, then “Copy Webhook URL”, and paste it here.",
  ],
  stops: "Automation steps that post to Discord fail from then on, each with that reason; customers continue past them.",
  fields: [channelAddress("https://discord.com/api/webhooks/…")],
  settings: z.object({ url: WebAddress }),
  adds: { events: [], traits: [], segments: [] },
  actions: [
    {
      name: "send_message",
      label: "Send a Discord message",
      fields: [
        {
          name: "text",
          label: "Message",
          description: "Markdown and Liquid: {{ customer.first_name }}, {{ event.plan }}.",
          placeholder: "**{{ customer.email }}** has signed up",
          lines: 3,
        },
      ],
      input: z.object({
        text: z.string().trim().min(1, "This message says nothing. Write a text.").max(2000, "At most 2,000 characters."),
      }),
      writes: "text",
      repeatable: false,
      take: (connection, { text = "" }) => post(connection, text),
    },
  ],
  test: (connection, { name }) => post(connection, `CrowdPower is connected. ${name || "Somebody"} sent this test.`),
};
