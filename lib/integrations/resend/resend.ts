import "server-only";
import { z } from "zod";
import { env } from "@/lib/env";
import type { Integration } from "@/lib/integrations/contract";
import { tryMailer } from "@/lib/integrations/sending";
import { resendOf } from "@/lib/mail/own-sender";

export const resend: Integration = {
  kind: "resend",
  name: "Resend",
  category: "sender",
  summary: "Sends this project's email, and reports deliveries, bounces and complaints.",
  mark: "M5 21V3h8a5 5 0 0 1 1 10H5M11 13l7 8",
  setup: [
    "At resend.com, verify the domain that you send from, under Domains.",
    "Under API Keys, make a key with sending access, and paste it here.",
    "Connect, then make a webhook under Webhooks at Resend with the address shown here, for the events email.delivered, email.bounced, email.complained, email.failed and email.suppressed. Paste its signing secret here.",
  ],
  stops:
    "Emails of this project go through the instance's sender, or into the built-in mailbox. Bounces and complaints are no longer reported.",
  fields: [
    { name: "apiKey", label: "API key", placeholder: "re_…", secret: true },
    {
      name: "webhookSecret",
      label: "Signing secret of the webhook",
      description: "Without it, bounces and complaints are not reported, and those addresses keep getting email.",
      placeholder: "whsec_…",
      secret: true,
      optional: true,
    },
  ],
  settings: z.object({
    apiKey: z
      .string()
      .trim()
      .regex(/^re_\w{5,200}$/, "A key of Resend begins with re_."),
    webhookSecret: z
      .string()
      .trim()
      .regex(/^whsec_[\w+/=-]{16,200}$/, "A signing secret begins with whsec_.")
      .or(z.literal(""))
      .default(""),
  }),
  adds: { events: [], traits: [], segments: [] },
  actions: [],
  test: ({ secrets }, tester) => tryMailer(resendOf(secrets), tester),
  receivesAt: (id) => `${env().APP_URL}/api/webhooks/resend/${id}`,
  account: "apiKey",
};
