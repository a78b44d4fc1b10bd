import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { unsubscribe } from "@/lib/consent/commands";
import { BROADCASTS } from "@/lib/consent/topics";
import type { Call } from "@/lib/events/schema";
import { recordCallsWithin } from "@/lib/ingest/record";
import { type Fate, fateOf, linksOf, type Reached, reachedBy, type Which } from "@/lib/sample/fates";
import type { Random } from "@/lib/sample/random";
import type { Past } from "@/lib/sample/time";

const MOST = 500;

/**
 * Has people answer to what they got until now: most of it arrives, some is opened, some links are followed, an address or two is dead,
 * somebody complains, somebody leaves. The same rows as when a provider and a browser tell of it, written for all at once.
 */
export async function hearBack(past: Past, which: Which, random: Random, until = Number.POSITIVE_INFINITY): Promise<void> {
  const links = await linksOf(past);
  const reached = await reachedBy(past, which);
  const fates = reached.map((message) =>
    fateOf(message, links.get(`${message.templateId}/${message.templateVersion}`) ?? [], random, until),
  );
  await keepStates(past, fates);
  await keepClicks(past, fates);
  await suppress(past, fates);
  await tellOf(past, fates);
  for (const { message, opened } of fates.filter(({ leaves }) => leaves)) {
    past.clock.moveTo(opened! + 60_000);
    const { id: messageId, customerId, addressHash } = message;
    await unsubscribe(
      past.scope,
      { projectId: past.scope.projectId, customerId: customerId!, messageId, addressHash: addressHash!, topic: BROADCASTS },
      "page",
    );
  }
}

async function keepStates({ scope: { db, projectId } }: Past, fates: readonly Fate[]): Promise<void> {
  const rows = fates.map(({ message, state, opened, opens, clicked, byMachine }) => ({
    ...{ i: uuidOf("message", message.id), s: state, o: opened === null ? 0 : opens, fo: opened },
    ...{ c: clicked ? 1 : 0, fc: clicked?.at ?? null, m: byMachine === null ? 0 : 1, u: message.sentAt!.getTime() + 4_000 },
    r: state === "bounced" ? "The mailbox does not exist." : null,
  }));
  await db.execute(sql`
    update messages m set state = t.s::message_state, reason = t.r, opens = t.o, first_opened_at = to_timestamp(t.fo / 1000), clicks = t.c,
      first_clicked_at = to_timestamp(t.fc / 1000), machine_opens = t.m, updated_at = to_timestamp(t.u / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (i uuid, s text, o int, fo float8, c int, fc float8, m int, u float8, r text)
    where m.project_id = ${projectId} and m.id = t.i`);
}

async function keepClicks({ scope: { db, projectId } }: Past, fates: readonly Fate[]): Promise<void> {
  const rows = fates.flatMap(({ message, clicked }) => (clicked ? [{ i: uuidOf("message", message.id), p: clicked.place }] : []));
  await db.execute(sql`
    insert into message_clicks (project_id, message_id, place, clicks)
    select ${projectId}, i, p, 1 from json_to_recordset(${JSON.stringify(rows)}::json) as t (i uuid, p int)`);
}

async function suppress({ scope: { db, projectId } }: Past, fates: readonly Fate[]): Promise<void> {
  const rows = fates.flatMap(({ message, state }) =>
    state === "delivered" ? [] : [{ h: message.addressHash!.toString("hex"), r: state, at: message.sentAt!.getTime() + 4_000 }],
  );
  await db.execute(sql`
    insert into suppressions (project_id, address_hash, reason, created_at)
    select ${projectId}, decode(h, 'hex'), r, to_timestamp(at / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::json) as t (h text, r text, at float8) on conflict do nothing`);
}

/** The first opening of a person and of a machine, and each link that was followed, are events of the customer's. */
async function tellOf({ scope, clock }: Past, fates: readonly Fate[]): Promise<void> {
  const calls = fates.flatMap(({ message, opened, clicked, byMachine }) => [
    ...(opened === null ? [] : [toldOf(message, "opened", opened)]),
    ...(clicked ? [toldOf(message, "clicked", clicked.at, clicked)] : []),
    ...(byMachine === null ? [] : [toldOf(message, "opened_by_machine", byMachine)]),
  ]);
  calls.sort((a, b) => a.at - b.at);
  for (let i = 0; i < calls.length; i += MOST) {
    const part = calls.slice(i, i + MOST);
    clock.moveTo(part.at(-1)!.at);
    await recordCallsWithin(scope, part, { source: "product", receivedAt: clock.now() });
  }
}

function toldOf(message: Reached, happened: "opened" | "clicked" | "opened_by_machine", at: number, link?: { place: number; url: string }) {
  const { id, source, sourceId, subject, userId } = message;
  const machine = happened === "opened_by_machine";
  const properties = { message_id: id, source, source_id: sourceId, subject, machine, ...(link && { url: link.url }) };
  const callId = `${id}/${happened}${link ? `/${link.place}` : ""}`;
  return { type: "message", happened, properties, at, callId, userId, passive: machine } as const satisfies Call;
}
