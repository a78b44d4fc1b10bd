import "server-only";
import { createBroadcast } from "@/lib/broadcasts/commands";
import type { Audience } from "@/lib/broadcasts/schema";
import { sendBatch } from "@/lib/broadcasts/send";
import { beginSending, scheduleBroadcast } from "@/lib/broadcasts/sending";
import { batchesOf, endSlice } from "@/lib/broadcasts/slices";
import { hearBack } from "@/lib/sample/hearing";
import type { Made, Moment } from "@/lib/sample/making";
import type { Random } from "@/lib/sample/random";
import { DAY } from "@/lib/sample/story";
import type { Past } from "@/lib/sample/time";

const NONE = { segments: [], tags: [] };
const to = (tags: string[], but: string[] = []): Audience => ({
  include: { everyone: false, segments: [], tags },
  exclude: { ...NONE, tags: but },
});

/** Two broadcasts that were sent, and what came back of each. */
export function broadcastsAt(past: Past, now: number, random: Random, parts: { template: Made; tag: Made }): Moment[] {
  const { template, tag } = parts;
  const sent = (name: string, email: string, daysAgo: number, hour: number, audience: Audience): Moment => ({
    at: Math.floor(now / DAY - daysAgo) * DAY + hour * 60 * 60_000,
    does: () => sendNow(past, { name, templateId: template(email), audience }, random),
  });
  return [
    sent("Autumn harvest", "Autumn harvest", 38, 8, to([tag("Newsletter")])),
    sent("Order by Tuesday", "Holiday hours", 12, 15, to([tag("Newsletter"), tag("VIP")], [tag("Wholesale")])),
  ];
}

type Sent = { name: string; templateId: string; audience: Audience };

/** All that the durable engine would have done of it. Mail of a sample goes into the mailbox here. */
async function sendNow({ scope, job, clock }: Past, said: Sent, random: Random): Promise<void> {
  const sentAt = clock.now().getTime();
  clock.moveTo(sentAt - DAY);
  const { id: broadcastId } = await createBroadcast(scope, said);
  clock.moveTo(sentAt);
  await scheduleBroadcast(scope, { id: broadcastId });
  await beginSending(job, broadcastId);
  const sending = { broadcastId, epoch: 1 };
  for (const batch of await batchesOf(job, broadcastId, 0)) {
    clock.moveTo(clock.now().getTime() + 2_000);
    await sendBatch(job, sending, batch);
  }
  await endSlice(job, sending, 0);
  await hearBack({ scope, job, clock }, { source: "broadcast", sourceId: broadcastId }, random);
}

/** The third is being thought about. */
export const draftBroadcast = ({ scope }: Past, template: Made, segment: Made) =>
  createBroadcast(scope, {
    name: "First look for our best customers",
    templateId: template("Autumn harvest"),
    audience: { include: { everyone: false, segments: [segment("VIPs and cafés")], tags: [] }, exclude: NONE },
  });
