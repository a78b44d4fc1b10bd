import "server-only";
import { z } from "zod";
import { askOther, channelAddress, WebAddress } from "@/lib/integrations/answers";
import type { Connection } from "@/lib/integrations/connections";
import type { Integration } from "@/lib/integrations/contract";

const post = ({ secrets }: Connection, text: string) =>
  askOther({ url: secrets.url ?? "", headers: { "content-type": "application/json" }, body: JSON.stringify({ text }) }, false);

export const slack: Integration = {
  kind: "slack",
  name: "Slack",
  category: "action",
  summary: "Posts to a channel of your team's Slack when something happens to a customer.",
  mark: "M9 2v9M15 13v9M2 15h9M13 9h9M15 2v6M9 16v6M2 9h6M16 15h6",
  setup: [
    "In Slack, open the settings of your app (or make one at api.slack.com/apps) and switch on Incoming Webhooks.",
    "Choose “Add New Webhook to Workspace”, and the channel to write to.",
    "Copy the address that begins with https://hooks.slack.com/services/ and paste it here.",
  ],
  stops: "Automation steps that post to Slack fail from then on, each with that reason; customers continue past them.",
  fields: [channelAddress("https://hooks.slack.com/services/…")],
  settings: z.object({ url: WebAddress }),
  adds: { events: [], traits: [], segments: [] },
  actions: [
    {
      name: "send_message",
      label: "Send a Slack message",
      fields: [
        {
          name: "text",
          label: "Message",
          description: "Slack's markup and Liquid: {{ customer.first_name }}, {{ event.plan }}.",
          placeholder: "*{{ customer.email }}* has signed up",
          lines: 3,
        },
      ],
      input: z.object({
        text: z.string().trim().min(1, "This message says nothing. Write a text.").max(3000, "At most 3,000 characters."),
      }),
      writes: "markup",
      repeatable: false,
      take: (connection, { text = "" }) => post(connection, text),
    },
  ],
  test: (connection, { name }) => post(connection, `CrowdPower is connected. ${name || "Somebody"} sent this test.`),
};
