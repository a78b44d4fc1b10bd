import "server-only";
import { sql } from "drizzle-orm";
import { type Message, messageClicks, messages } from "@/db/schema";
import { nameOf } from "@/lib/customers/telling";
import type { MessageEvent } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import { theMessage } from "@/lib/messages/claim";
import type { Scope } from "@/lib/scope";
import { followsByItself, opensByItself, type Visit } from "@/lib/tracking/machines";

/** An email was opened. Each time is summed up on the message; the first of a person, and of a machine, is an event. */
export async function recordOpen(scope: Scope, messageId: string, visit: Visit): Promise<void> {
  const machine = opensByItself(visit);
  const first = machine ? {} : { firstOpenedAt: sql<Date>`coalesce(${messages.firstOpenedAt}, ${visit.at.toISOString()}::timestamptz)` };
  const column = machine ? "machineOpens" : "opens";
  const message = await sumUp(scope, messageId, { [column]: sql`${messages[column]} + 1`, ...first });
  if (message?.[column] === 1) await tell(scope, message, machine ? "opened_by_machine" : "opened", "", visit, {});
}

/** A link was followed. Each time is summed up on the message and the link; the first of a person at each link, and of a machine, is an event. */
export async function recordClick(scope: Scope, messageId: string, place: number, url: string, visit: Visit): Promise<void> {
  const sent = await sentAtOf(scope, messageId);
  if (!sent) return;
  const machine = followsByItself(visit, sent.sentAt);
  const first = machine ? {} : { firstClickedAt: sql<Date>`coalesce(${messages.firstClickedAt}, ${visit.at.toISOString()}::timestamptz)` };
  const column = machine ? "machineClicks" : "clicks";
  const message = await sumUp(scope, messageId, { [column]: sql`${messages[column]} + 1`, ...first });
  if (!message) return;
  const times = await countClick(scope, messageId, place, machine);
  if (times === 1) await tell(scope, message, machine ? "clicked_by_machine" : "clicked", `/${place}`, visit, { url });
}

async function sentAtOf(scope: Scope, id: string): Promise<{ sentAt: Date | null } | undefined> {
  const [row] = await scope.db.select({ sentAt: messages.sentAt }).from(messages).where(theMessage(scope, id));
  return row;
}

async function sumUp(scope: Scope, id: string, set: object): Promise<Message | undefined> {
  const [message] = await scope.db.update(messages).set(set).where(theMessage(scope, id)).returning();
  return message;
}

async function countClick({ db, projectId }: Scope, messageId: string, place: number, machine: boolean): Promise<number> {
  const column = machine ? "machineClicks" : "clicks";
  const [row] = await db
    .insert(messageClicks)
    .values({ projectId, messageId, place, [column]: 1 })
    .onConflictDoUpdate({
      target: [messageClicks.projectId, messageClicks.messageId, messageClicks.place],
      set: { [column]: sql`${messageClicks[column]} + 1` },
    })
    .returning();
  return row![column];
}

/** As an event of the customer's, under an id made from the message: told twice it counts once. Of somebody erased nothing is told. */
async function tell(scope: Scope, message: Message, happened: MessageEvent, suffix: string, { at }: Visit, about: object): Promise<void> {
  const { id, customerId, source, sourceId, subject } = message;
  if (customerId === null) return;
  const properties = { message_id: id, source, source_id: sourceId, subject, machine: happened.endsWith("machine"), ...about };
  const who = await nameOf(scope, customerId);
  const call = { type: "message", happened, properties, at: at.getTime(), callId: `${id}/${happened}${suffix}` } as const;
  await recordCalls(scope, [{ ...call, ...who, passive: properties.machine }], { source: "product" });
}
