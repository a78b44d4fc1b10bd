import "server-only";
import { and, desc, eq, ilike, lt, or, type SQL } from "drizzle-orm";
import { customers, type Message, messageContents, messages } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { ListMessages } from "@/lib/messages/schema";
import { writtenAgain } from "@/lib/messages/written-again";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";

/** A message with the public id of whom it is to, and its bytes as they were frozen, as far as they are kept. */
export type FullMessage = { message: Message; customer: string | null; contents: typeof messageContents.$inferSelect | null };

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
  return pageOf(rows, limit, ({ message }) => [message.createdAt.getTime(), message.id]);
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
  return row.contents ? row : { ...row, contents: await writtenAgain(scope, row.message) };
}

const select = ({ db, projectId }: Scope, conditions: (SQL | undefined)[]) =>
  db
    .select({ message: messages, customer: customers.publicId, contents: messageContents })
    .from(messages)
    .leftJoin(customers, and(eq(customers.projectId, messages.projectId), eq(customers.id, messages.customerId)))
    .leftJoin(messageContents, and(eq(messageContents.projectId, messages.projectId), eq(messageContents.messageId, messages.id)))
    .where(and(eq(messages.projectId, projectId), ...conditions))
    .$dynamic();

function after(cursor: string): SQL | undefined {
  const { at, id } = decodeMoment(cursor);
  return or(lt(messages.createdAt, at), and(eq(messages.createdAt, at), lt(messages.id, id)));
}
