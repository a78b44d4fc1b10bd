import "server-only";
import { and, asc, eq, isNotNull } from "drizzle-orm";
import { customerIdentities, messages, templateLinks } from "@/db/schema";
import { chance, pickEarly, type Random, waiting } from "@/lib/sample/random";
import type { Past } from "@/lib/sample/time";

const HOUR = 60 * 60_000;
export type Which = { source: "broadcast" | "automation"; sourceId?: string };
export type Reached = Awaited<ReturnType<typeof reachedBy>>[number];
/** What became of one email. Times are milliseconds, null where it did not happen. */
export type Fate = {
  message: Reached;
  state: "delivered" | "bounced" | "complained";
  opened: number | null;
  opens: number;
  clicked: { at: number; place: number; url: string } | null;
  byMachine: number | null;
  leaves: boolean;
};

export function fateOf(message: Reached, links: { place: number; url: string }[], random: Random, until: number): Fate {
  const sent = message.sentAt!.getTime();
  const bulk = message.source === "broadcast";
  const roll = random();
  const state = bulk && roll < 0.012 ? "bounced" : bulk && roll < 0.0155 ? "complained" : "delivered";
  const before = (time: number) => (state === "bounced" || time > until ? null : Math.floor(time));
  const opened = chance(random, bulk ? 0.44 : 0.58) ? before(sent + 60_000 + waiting(random, 7 * HOUR)) : null;
  const followed = opened !== null && links.length > 0 && chance(random, 0.26) ? before(opened + 5_000 + waiting(random, 60_000)) : null;
  const byMachine = chance(random, 0.14) ? before(sent + 1_000 + waiting(random, 30_000)) : null;
  const opens = 1 + Math.floor(random() ** 3 * 4);
  const clicked = followed === null ? null : { at: followed, ...pickEarly(random, links) };
  const leaves = bulk && opened !== null && state === "delivered" && chance(random, 0.018);
  return { message, state, opened, opens, clicked, byMachine, leaves };
}

export function reachedBy({ scope: { db, projectId } }: Past, which: Which) {
  const { projectId: project, customerId: customer, kind, value: userId } = customerIdentities;
  const whose = and(eq(project, messages.projectId), eq(customer, messages.customerId), eq(kind, "user_id"));
  const { id, customerId, addressHash, subject, templateId, templateVersion, sentAt, source, sourceId } = messages;
  const ofSource = and(eq(source, which.source), which.sourceId ? eq(sourceId, which.sourceId) : undefined);
  return db
    .select({ id, customerId, addressHash, subject, templateId, templateVersion, sentAt, source, sourceId, userId })
    .from(messages)
    .innerJoin(customerIdentities, whose)
    .where(and(eq(messages.projectId, projectId), ofSource, eq(messages.state, "sent"), isNotNull(sentAt)))
    .orderBy(asc(customerId), asc(sentAt));
}

/** The links of each version of a template, by the version. */
export async function linksOf({ scope: { db, projectId } }: Past) {
  const rows = await db.select().from(templateLinks).where(eq(templateLinks.projectId, projectId)).orderBy(asc(templateLinks.place));
  return Map.groupBy(rows, ({ templateId, version }) => `${templateId}/${version}`);
}
