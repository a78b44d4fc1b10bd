import "server-only";
import { channel } from "@/lib/integrations/channel";
import type { Integration } from "@/lib/integrations/contract";

export const slack: Integration = {
  kind: "slack",
  name: "Slack",
  summary: "Posts to a channel of your team's Slack when something happens to a customer.",
  mark: "M9 2v9M15 13v9M2 15h9M13 9h9M15 2v6M9 16v6M2 9h6M16 15h6",
  setup: [
    "In Slack, open the settings of your app (or make one at api.slack.com/apps) and switch on Incoming Webhooks.",
    "Choose “Add New Webhook to Workspace”, and the channel to write to.",
    "Copy the address that begins with https://hooks.slack.com/services/ and paste it here.",
  ],
  stops: "Automation steps that post to Slack fail from then on, each with that reason; customers continue past them.",
  ...channel({
    address: "https://hooks.slack.com/services/…",
    label: "Send a Slack message",
    language: "Slack's markup and Liquid",
    example: "*{{ customer.email }}* has signed up",
    most: 3000,
    writes: "markup",
    body: (text) => ({ text }),
  }),
};
