import "server-only";
import { z } from "zod";
import { askOther, WebAddress } from "@/lib/integrations/answers";
import type { Connection } from "@/lib/integrations/connections";
import type { Integration, IntegrationAction } from "@/lib/integrations/contract";

type Channel = Pick<IntegrationAction, "label" | "writes"> & {
  /** How the address of its incoming webhook begins. */
  address: string;
  /** Of the text: in which language it is written, an example, and its longest. */
  language: string;
  example: string;
  most: number;
  /** What is posted for a text. */
  body: (text: string) => object;
};

type Shared = Pick<Integration, "category" | "fields" | "settings" | "adds" | "actions" | "test">;

/** What every integration shares that posts a text to a channel of a team: one address, one step, one test. */
export function channel({ address, language, example, most, body, ...step }: Channel): Shared {
  const post = ({ secrets }: Connection, text: string) =>
    askOther({ url: secrets.url ?? "", headers: { "content-type": "application/json" }, body: JSON.stringify(body(text)) }, false);
  const description = "Whoever has it can write to the channel, so it is kept as a secret.";
  const text = z.string().trim().min(1, "This message says nothing. Write a text.");
  return {
    category: "action",
    fields: [{ name: "url", label: "Webhook address", description, placeholder: address, secret: true }],
    settings: z.object({ url: WebAddress }),
    adds: { events: [], traits: [], segments: [] },
    actions: [
      {
        ...{ name: "send_message", ...step, repeatable: false },
        fields: [
          {
            name: "text",
            label: "Message",
            description: `${language}: {{ customer.first_name }}, {{ event.plan }}.`,
            placeholder: example,
            lines: 3,
          },
        ],
        input: z.object({ text: text.max(most, `At most ${most.toLocaleString("en")} characters.`) }),
        take: (connection, { text: written = "" }) => post(connection, written),
      },
    ],
    test: (connection, { name }) => post(connection, `CrowdPower is connected. ${name || "Somebody"} sent this test.`),
  };
}
