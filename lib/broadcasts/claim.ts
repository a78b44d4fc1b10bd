import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { type Broadcast, broadcastBatches, broadcasts } from "@/db/schema";
import { PLACE, packedTexts, type Written } from "@/lib/broadcasts/letters";
import { theBroadcast } from "@/lib/broadcasts/queries";
import { reasonsToSkip } from "@/lib/consent/reasons";
import type { Mailer, Posted } from "@/lib/mail/mailer";
import { hashOfText, keepContents, LEASE_MILLIS } from "@/lib/messages/claim";
import type { Letter } from "@/lib/messages/letter";
import type { SkipReason } from "@/lib/messages/schema";
import { takeTurns } from "@/lib/messages/smart-sending";
import { inTransaction, type Scope } from "@/lib/scope";

/** `json` is the email of one that is claimed, written out once for all who need its bytes. */
type Row = { customerId: number; letter: Letter; json: string; reason: string | null; state: "claimed" | "skipped" | "failed" };

/**
 * Claims a batch that nobody claimed: each of its people is in the ledger from here on, with their letter or with the reason why they get none,
 * asked in this very transaction. Null when the broadcast does not go on at this moment, or somebody else has the batch.
 */
export const claimBatch = (
  scope: Scope,
  broadcast: Broadcast,
  batch: number,
  written: Written[],
  mailer: Mailer,
): Promise<Posted[] | null> =>
  inTransaction(scope, async (tx) => {
    if (!(await holdSending(tx, broadcast))) return null;
    const rows = await decided(tx, broadcast, written);
    const posted = rows.flatMap(({ state, letter }) => (state === "claimed" ? [{ id: letter.id, email: letter.email! }] : []));
    if (!(await keepBatch(tx, broadcast, batch, rows, mailer.sendBatch !== undefined))) return null;
    await keepMessages(tx, broadcast, rows, mailer.sendBatch !== undefined);
    await keepLinks(tx, rows);
    if (!mailer.sendBatch) for (const { id, email } of posted) await keepContents(tx, id, email);
    return posted;
  });

/** Holds the broadcast as it is: a pause or an end waits for this claim, or this claim sees it. */
export async function holdSending(tx: Scope, { id, epoch }: Broadcast): Promise<boolean> {
  const [found] = await tx.db
    .select({ id: broadcasts.id })
    .from(broadcasts)
    .where(and(theBroadcast(tx, id), eq(broadcasts.status, "sending"), eq(broadcasts.epoch, epoch)))
    .for("share");
  return found !== undefined;
}

async function decided(tx: Scope, { smartSending, unsubscribeGroup: group }: Broadcast, written: Written[]): Promise<Row[]> {
  const about = { transactional: false, broadcast: true, group };
  const reasons = await reasonsToSkip(
    tx,
    written.map(({ letter }) => letter.addressHash),
    about,
  );
  const turns = written.flatMap(({ letter: { id, addressHash, email } }, n) =>
    reasons[n] === null && addressHash && email ? [{ messageId: id, addressHash }] : [],
  );
  const allowed = await takeTurns(tx, turns, smartSending);
  return written.map(({ customerId, letter }, n) => {
    const fate = fateOf(letter, reasons[n] ?? null, allowed);
    return { customerId, letter, json: fate.state === "claimed" ? JSON.stringify(letter.email) : "", ...fate };
  });
}

function fateOf({ id, email, problem }: Letter, reason: SkipReason | null, allowed: ReadonlySet<string>): Pick<Row, "state" | "reason"> {
  if (reason) return { state: "skipped", reason };
  if (!email) return { state: "failed", reason: problem };
  return allowed.has(id) ? { state: "claimed", reason: null } : { state: "skipped", reason: "smart_sending" };
}

/** Where the provider takes one at a time, each message says itself how it stands. */
async function keepBatch(tx: Scope, { id }: Broadcast, batch: number, rows: Row[], asOne: boolean): Promise<boolean> {
  const now = tx.clock.now();
  const of = (state: Row["state"]) => rows.filter((row) => row.state === state).length;
  const texts = rows.flatMap(({ state, letter, json }) => (state === "claimed" ? [{ id: letter.id, json }] : []));
  const ended = texts.length === 0;
  const offered = { offeredAt: now, dueAt: new Date(now.getTime() + LEASE_MILLIS), attempts: 1 };
  const [kept] = await tx.db
    .insert(broadcastBatches)
    .values({
      ...{ projectId: tx.projectId, broadcastId: id, batch, claimedAt: now, skipped: of("skipped"), failed: of("failed") },
      ...(ended ? { settledAt: now } : asOne ? { ...offered, letters: packedTexts(texts) } : {}),
    })
    .onConflictDoNothing()
    .returning({ batch: broadcastBatches.batch });
  return kept !== undefined;
}

async function keepMessages({ db, projectId, clock }: Scope, broadcast: Broadcast, rows: Row[], asOne: boolean): Promise<void> {
  const now = clock.now().toISOString();
  const { id, templateId, templateVersion, unsubscribeGroup } = broadcast;
  const told = rows.map(({ customerId, letter, json, state, reason }) => ({
    ...{ i: uuidOf("message", letter.id), c: customerId, s: state, r: reason, a: letter.address, w: letter.warnings },
    ...{ h: letter.addressHash?.toString("hex") ?? null, v: letter.values, t: letter.email?.subject ?? null },
    x: state === "claimed" ? hashOfText(json).toString("hex") : null,
    d: state === "claimed" && !asOne ? now : null,
  }));
  await db.execute(sql`
    insert into messages (project_id, id, created_at, channel, source, source_id, place, customer_id, template_id, template_version,
      unsubscribe_group, state, reason, address, address_hash, subject, values, sha256, warnings, due_at, updated_at)
    select ${projectId}, i, ${now}::timestamptz, 'email', 'broadcast', ${id}, ${PLACE}, c, ${uuidOf("template", templateId)}::uuid, ${templateVersion}::int,
      ${unsubscribeGroup}::text, s::message_state, r, a, decode(h, 'hex'), t, v, decode(x, 'hex'), w, d, ${now}::timestamptz
    from json_to_recordset(${JSON.stringify(told)}::json) as row
      (i uuid, c bigint, s text, r text, a text, w jsonb, h text, v jsonb, t text, x text, d timestamptz)`);
}

async function keepLinks({ db, projectId }: Scope, rows: Row[]): Promise<void> {
  const links = rows.flatMap(({ letter, state }) =>
    state === "claimed" ? letter.links.map(({ place, url }) => ({ m: uuidOf("message", letter.id), p: place, u: url })) : [],
  );
  if (links.length === 0) return;
  await db.execute(sql`insert into message_links (project_id, message_id, place, url)
    select ${projectId}, m, p, u from json_to_recordset(${JSON.stringify(links)}::json) as row (m uuid, p int, u text)`);
}
