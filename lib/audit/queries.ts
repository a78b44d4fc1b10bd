import "server-only";
import { and, desc, eq, inArray, lt, or, type SQL, sql } from "drizzle-orm";
import { apiKeys, audit, members, users } from "@/db/schema";
import { differencesOf } from "@/lib/audit/differences";
import type { AuditEntry, AuditFilter } from "@/lib/audit/schema";
import { decodeMoment, type Page, pageOf } from "@/lib/paging/cursor";
import { distinctTexts } from "@/lib/rows";
import { requireGrant, type Scope } from "@/lib/scope";

type Asked = AuditFilter & { limit: number; cursor?: string | undefined };

/** As the index has it: a person's id, a key's, or the name of a job. */
const actorId = sql<string>`coalesce(${audit.actor} ->> 'userId', ${audit.actor} ->> 'keyId', ${audit.actor} ->> 'name')`;

/** What was changed in the project, the newest first. */
export async function listAudit(scope: Scope, { actor, subject, verb, limit, cursor }: Asked): Promise<Page<AuditEntry>> {
  requireGrant(scope, "audit:read");
  const { db, projectId } = scope;
  const asked = [
    actor ? eq(actorId, actor) : undefined,
    subject ? eq(audit.subjectId, subject) : undefined,
    verb ? eq(audit.verb, verb) : undefined,
    cursor ? after(cursor) : undefined,
  ];
  const rows = await db
    .select({ row: audit, actorId: sql<string | null>`${actorId}` })
    .from(audit)
    .where(and(eq(audit.projectId, projectId), ...asked))
    .orderBy(desc(audit.createdAt), desc(audit.id))
    .limit(limit + 1);
  const { items, nextCursor } = pageOf(rows, limit, ({ row }) => [row.createdAt.getTime(), row.id]);
  const names = await namesOf(scope, [...new Set(items.flatMap((item) => item.actorId ?? []))]);
  return { items: items.map(({ row, actorId }) => entryOf(row, actorId ?? "", names)), nextCursor };
}

function entryOf(row: typeof audit.$inferSelect, actorId: string, names: ReadonlyMap<string, string>): AuditEntry {
  const { type, role } = row.actor;
  return {
    id: row.id,
    at: row.createdAt,
    verb: row.verb,
    actorId,
    actor: names.get(actorId) ?? (type === "job" ? `Job ${actorId}` : type === "recipient" ? "A recipient" : actorId),
    role: typeof role === "string" ? role : null,
    subjectId: row.subjectId,
    differences: differencesOf(row.before, row.after),
  };
}

/** How people and keys of this project are called now, by their id. Whoever is no member any more is still known by name. */
async function namesOf({ db, projectId }: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  const of = (prefix: string) => ids.filter((id) => id.startsWith(prefix));
  const [people, keys] = await Promise.all([
    of("usr_").length > 0
      ? db
          .select({ id: users.id, name: users.name })
          .from(users)
          .where(inArray(users.id, of("usr_")))
      : [],
    of("key_").length > 0
      ? db
          .select({ id: apiKeys.id, name: apiKeys.name })
          .from(apiKeys)
          .where(and(eq(apiKeys.projectId, projectId), inArray(apiKeys.id, of("key_"))))
      : [],
  ]);
  return new Map([...people.map(({ id, name }) => [id, name] as const), ...keys.map(({ id, name }) => [id, `Key “${name}”`] as const)]);
}

/** What can be filtered by: the kinds of change there are, and who could have made them. */
export async function auditChoices(scope: Scope): Promise<{ verbs: string[]; actors: { id: string; name: string }[] }> {
  requireGrant(scope, "audit:read");
  const { db, projectId } = scope;
  const people = await db
    .select({ id: users.id, name: users.name })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.projectId, projectId))
    .orderBy(users.name)
    .limit(200);
  const keys = await db.select({ id: apiKeys.id, name: apiKeys.name }).from(apiKeys).where(eq(apiKeys.projectId, projectId)).limit(200);
  return {
    verbs: await distinctTexts(scope, audit.verb),
    actors: [...people, ...keys.map(({ id, name }) => ({ id, name: `Key “${name}”` }))],
  };
}

function after(cursor: string): SQL | undefined {
  const { at, id } = decodeMoment(cursor);
  return or(lt(audit.createdAt, at), and(eq(audit.createdAt, at), lt(audit.id, id)));
}
