import "server-only";
import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import { type Message, messageContents, messageLinks, messages } from "@/db/schema";
import { reasonToSkip } from "@/lib/consent/reasons";
import type { Letter } from "@/lib/messages/letter";
import type { Email, MessageSource, SkipReason } from "@/lib/messages/schema";
import { takeTurns } from "@/lib/messages/smart-sending";
import { rowOf } from "@/lib/rows";
import { inTransaction, type Scope } from "@/lib/scope";
import { tellWebhooks } from "@/lib/webhooks/listening";

/** What makes a message once: the same place never twice. */
export type Place = { source: MessageSource; sourceId: string; place: string; customerId: number };
/** A test is for whoever asks for it, and for no customer. */
type Claimed = Omit<Place, "customerId"> & { customerId: number | null };

/** How long one that offers a message has it for itself. Longer than any provider is waited for. */
export const LEASE_MILLIS = 30_000;

export const theMessage = rowOf(messages);

/** A message as it is and stays until the transaction ends. */
export async function lockMessage(tx: Scope, id: string): Promise<Message | undefined> {
  const [message] = await tx.db.select().from(messages).where(theMessage(tx, id)).for("update");
  return message;
}

export async function findMessage({ db, projectId }: Scope, at: Place): Promise<Message | undefined> {
  const [message] = await db
    .select()
    .from(messages)
    .where(
      and(
        eq(messages.projectId, projectId),
        eq(messages.source, at.source),
        eq(messages.sourceId, at.sourceId),
        eq(messages.place, at.place),
        eq(messages.customerId, at.customerId),
      ),
    );
  return message;
}

type Claim = {
  at: Claimed;
  letter: Letter;
  templateId: string;
  templateVersion: number | null;
  transactional: boolean;
  smartSending?: boolean | undefined;
};

/**
 * Writes a message into the ledger, before anything is sent: claimed with its frozen bytes, or skipped with its reason, asked in this
 * very transaction. Null when somebody else had the place first.
 */
export const claimMessage = (
  scope: Scope,
  { at, letter, smartSending = false, ...template }: Claim,
): Promise<{ message: Message; email: Email | null } | null> =>
  inTransaction(scope, async (tx) => {
    const now = tx.clock.now();
    const reason = at.source === "test" ? null : await reasonFor(tx, letter, template.transactional, smartSending);
    const end = outcomeOf(letter, reason, now);
    const { id, address, addressHash, values, warnings } = letter;
    const [message] = await tx.db
      .insert(messages)
      .values({
        projectId: tx.projectId,
        id,
        channel: "email",
        ...at,
        ...template,
        address,
        addressHash,
        values,
        warnings,
        createdAt: now,
        updatedAt: now,
        ...end,
      })
      .onConflictDoNothing()
      .returning();
    if (!message) return null;
    if (message.state === "failed") await tellWebhooks(tx, { "message.failed": [id] });
    if (message.state !== "claimed" || !letter.email) return { message, email: null };
    await keepContents(tx, id, letter.email);
    const links = letter.links.map((link) => ({ projectId: tx.projectId, messageId: id, ...link }));
    if (links.length > 0) await tx.db.insert(messageLinks).values(links);
    return { message, email: letter.email };
  });

async function reasonFor(
  tx: Scope,
  { id, addressHash, email }: Letter,
  transactional: boolean,
  smart: boolean,
): Promise<SkipReason | null> {
  const reason = await reasonToSkip(tx, addressHash, { transactional });
  if (reason || transactional || !addressHash || !email) return reason;
  return (await takeTurns(tx, [{ messageId: id, addressHash }], smart)).has(id) ? null : "smart_sending";
}

/** Claimed means about to be offered: until we hear what became of it, the provider may have it. */
function outcomeOf({ email, problem }: Letter, reason: string | null, now: Date): Partial<Message> & Pick<Message, "state"> {
  if (reason) return { state: "skipped", reason };
  if (!email) return { state: "failed", reason: problem };
  const lease = new Date(now.getTime() + LEASE_MILLIS);
  return { state: "claimed", subject: email.subject, sha256: hashOf(email), attempts: 1, offeredAt: now, dueAt: lease };
}

export const keepContents = ({ db, projectId }: Scope, messageId: string, { from: sender, headers, html, text }: Email) =>
  db.insert(messageContents).values({ projectId, messageId, sender, headers, html, text });

/** The email of a message, of what was kept of it. */
export const emailIn = ({ address, subject }: Message, kept: typeof messageContents.$inferSelect | null | undefined): Email | null =>
  kept ? { from: kept.sender, to: address ?? "", subject: subject ?? "", headers: kept.headers, html: kept.html, text: kept.text } : null;

/** The bytes of a message, as they were frozen. */
export async function contentsOf({ db, projectId }: Scope, message: Message): Promise<Email | null> {
  const [kept] = await db
    .select()
    .from(messageContents)
    .where(and(eq(messageContents.projectId, projectId), eq(messageContents.messageId, message.id)));
  return emailIn(message, kept);
}

export const hashOf = (email: Email): Buffer => hashOfText(JSON.stringify(email));

/** The same of an email that is JSON already. */
export const hashOfText = (json: string): Buffer => createHash("sha256").update(json).digest();
