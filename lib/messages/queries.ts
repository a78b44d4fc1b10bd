import "server-only";
import { and, desc, eq, ilike, lt, or, type SQL } from "drizzle-orm";
import { customers, type Message, messageContents, messages, templates } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { senderOf } from "@/lib/mail/senders";
import { emailIn, hashOf } from "@/lib/messages/claim";
import { deliveryHeaders, type Sender } from "@/lib/messages/headers";
import { asSeenBy } from "@/lib/messages/looking";
import type { Email, ListMessages } from "@/lib/messages/schema";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { projectOf } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";
import { publishedVersion } from "@/lib/templates/published";
import { renderEmail } from "@/lib/templates/render";

/** A message with the public id of whom it is to, what its template is called, and its email as far as whoever asks may see it. */
export type FullMessage = { message: Message; customer: string | null; template: string | null; email: Email | null };

/** Messages of a project, the newest first. */
export async function listMessages(scope: Scope, { q, customer, state, limit, cursor }: ListMessages): Promise<Page<FullMessage>> {
  requireGrant(scope, "messages:read");
  const found = q ? or(ilike(messages.address, likePattern(q)), ilike(messages.subject, likePattern(q))) : undefined;
  const rows = await select(scope, [
    found,
    customer ? eq(customers.publicId, customer) : undefined,
    state ? eq(messages.state, state) : undefined,
    cursor ? after(cursor) : undefined,
  ])
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ message }) => [message.createdAt.getTime(), message.id]);
  const shown = page.items.map(async ({ contents, ...row }) => ({
    ...row,
    email: await asSeenBy(scope, row.message, emailIn(row.message, contents)),
  }));
  return { ...page, items: await Promise.all(shown) };
}

/** What was written to one customer (narrow id), the newest first. */
export async function messagesOf(scope: Scope, customerId: number, limit = 20): Promise<Message[]> {
  requireGrant(scope, "messages:read");
  return scope.db
    .select()
    .from(messages)
    .where(and(eq(messages.projectId, scope.projectId), eq(messages.customerId, customerId)))
    .orderBy(desc(messages.createdAt), desc(messages.id))
    .limit(limit);
}

export async function getMessage(scope: Scope, id: string): Promise<FullMessage> {
  requireGrant(scope, "messages:read");
  const [row] = await select(scope, [eq(messages.id, id)]);
  if (!row) throw notFound("message");
  const { contents, ...rest } = row;
  const email = emailIn(row.message, contents) ?? (await writtenAgain(scope, row.message));
  return { ...rest, email: await asSeenBy(scope, row.message, email) };
}

/**
 * A message of which only the values were kept, as it was sent: rendering is a pure function of a version and values, and the hash of what
 * was sent proves it. Null where it comes out differently: what was not sent is never shown. Without a frozen sender it is the present one's.
 */
async function writtenAgain(scope: Scope, message: Message): Promise<Email | null> {
  const { templateId, templateVersion, values, sha256, address: to, source, sourceId } = message;
  if (!templateId || templateVersion === null || !values || !sha256 || !to) return null;
  const version = await publishedVersion(scope, templateId, templateVersion).catch(() => null);
  const project = await projectOf(scope);
  const { from, ...sender } = (values.sender as Sender | undefined) ?? { ...project, from: await senderOf(scope, project) };
  if (!version || !from) return null;
  const leaveUrl = typeof values.unsubscribe_url === "string" ? values.unsubscribe_url : undefined;
  const headers = deliveryHeaders({ sender, source, sourceId, leaveUrl });
  const { missing: _, ...rendered } = await renderEmail(version, values, { tracked: typeof values.open_url === "string" });
  const email = { from, to, headers, ...rendered };
  return hashOf(email).equals(sha256) ? email : null;
}

const select = ({ db, projectId }: Scope, conditions: (SQL | undefined)[]) =>
  db
    .select({ message: messages, customer: customers.publicId, template: templates.name, contents: messageContents })
    .from(messages)
    .leftJoin(customers, and(eq(customers.projectId, messages.projectId), eq(customers.id, messages.customerId)))
    .leftJoin(templates, and(eq(templates.projectId, messages.projectId), eq(templates.id, messages.templateId)))
    .leftJoin(messageContents, and(eq(messageContents.projectId, messages.projectId), eq(messageContents.messageId, messages.id)))
    .where(and(eq(messages.projectId, projectId), ...conditions))
    .$dynamic();

function after(cursor: string): SQL | undefined {
  const { at, id } = decodeMoment(cursor);
  return or(lt(messages.createdAt, at), and(eq(messages.createdAt, at), lt(messages.id, id)));
}
