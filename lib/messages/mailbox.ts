import "server-only";
import { and, desc, eq, lt, or, sql } from "drizzle-orm";
import { mailbox } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { Email } from "@/lib/messages/schema";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";

export type Received = { id: string; to: string; subject: string; receivedAt: Date };

const to = sql<string>`${mailbox.email}->>'to'`;
const subject = sql<string>`${mailbox.email}->>'subject'`;

/** What would have left this machine, the newest first. */
export async function listMailbox(
  scope: Scope,
  asked: { q?: string | undefined; cursor?: string | undefined; limit: number },
): Promise<Page<Received>> {
  requireGrant(scope, "mailbox:read");
  const { projectId, messageId: id, receivedAt } = mailbox;
  const { q, cursor, limit } = asked;
  const last = cursor ? decodeMoment(cursor) : null;
  const rows = await scope.db
    .select({ id, to, subject, receivedAt })
    .from(mailbox)
    .where(
      and(
        eq(projectId, scope.projectId),
        q ? sql`(${to} ilike ${likePattern(q)} or ${subject} ilike ${likePattern(q)})` : undefined,
        last ? or(lt(receivedAt, last.at), and(eq(receivedAt, last.at), lt(id, last.id))) : undefined,
      ),
    )
    .orderBy(desc(receivedAt), desc(id))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.receivedAt.getTime(), row.id]);
}

/** One email, exactly as it was handed over. */
export async function getReceived(scope: Scope, messageId: string): Promise<{ email: Email; receivedAt: Date }> {
  requireGrant(scope, "mailbox:read");
  const [row] = await scope.db
    .select({ email: mailbox.email, receivedAt: mailbox.receivedAt })
    .from(mailbox)
    .where(and(eq(mailbox.projectId, scope.projectId), eq(mailbox.messageId, messageId)));
  if (!row) throw notFound("email");
  return row;
}
