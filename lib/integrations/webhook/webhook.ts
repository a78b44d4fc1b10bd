import "server-only";
import { z } from "zod";
import { askOther } from "@/lib/integrations/answers";
import type { Secrets } from "@/lib/integrations/connections";
import type { Integration } from "@/lib/integrations/contract";
import { headersIn, WebhookRequest } from "@/lib/integrations/webhook/request";
import { newSecret, signatureHeaders } from "@/lib/webhooks/signing";

const DAY = 24 * 60 * 60_000;

/** What signs now: the secret, and for a day beside it the one before. */
const secretsAt = ({ secret = "", previous, previousUntil }: Secrets, at: Date): string[] =>
  previous && Number(previousUntil) > at.getTime() ? [secret, previous] : [secret];

export const webhook: Integration = {
  kind: "webhook",
  name: "Webhook step",
  category: "action",
  summary: "Lets automations call any web address with your own JSON, signed, and retried until it succeeds.",
  mark: "M9 8a3 3 0 1 1 5 2l3 5M12 8l-4 8M7 17a3 3 0 1 1-2-5M10 18h6a3 3 0 1 1 1 2",
  setup: [
    "Connect: we make a secret and show it once. Keep it where your server runs.",
    "Your server checks with it, by any Standard Webhooks library, that a call is from here and not older than five minutes.",
    "Add the step “Send a webhook” to an automation. The header Idempotency-Key is the same whenever one step is tried again.",
  ],
  stops: "Automation steps that call a web address fail from then on, each with that reason; customers continue past them.",
  fields: [],
  settings: z.object({}),
  adds: { events: [], traits: [], segments: [] },
  actions: [
    {
      name: "call",
      label: "Send a webhook",
      fields: [
        { name: "url", label: "Address", placeholder: "https://example.com/hooks/signed-up" },
        { name: "headers", label: "Headers", description: "“Name: value”, one a line.", optional: true, lines: 2 },
        {
          name: "body",
          label: "JSON body",
          description: "With Liquid; the filter “json” writes a value as JSON.",
          placeholder: '{ "email": {{ customer.email | json }} }',
          optional: true,
          lines: 5,
        },
      ],
      input: WebhookRequest,
      writes: "text",
      repeatable: true,
      take({ secrets }, { url = "", headers = "", body = "" }, { key, at }) {
        const text = body.trim() || "{}";
        const own = { "content-type": "application/json", "idempotency-key": key };
        const signed = signatureHeaders(secretsAt(secrets, at), { id: key.replace("/", "_"), at, body: text });
        return askOther({ url, headers: { ...headersIn(headers), ...own, ...signed }, body: text }, true);
      },
    },
  ],
  makes(before, at) {
    const secret = newSecret();
    const kept = before?.secret ? { previous: before.secret, previousUntil: String(at.getTime() + DAY) } : {};
    return { secrets: { secret, ...kept }, shown: { "Signing secret": secret } };
  },
};
