import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, inArray, isNull, type SQL, sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import { segments, tags } from "@/db/schema";
import { type Audience, isNobody } from "@/lib/broadcasts/schema";
import { reasonsOf } from "@/lib/consent/reasons";
import { AppError } from "@/lib/errors";
import { smartSendingSince } from "@/lib/messages/smart-sending";
import type { Scope } from "@/lib/scope";
import { existing } from "@/lib/tags/queries";

/** What decides who gets a broadcast. */
export type Aimed = { audience: Audience; smartSending: boolean; unsubscribeGroup: string | null };

/**
 * Everybody an audience holds, as rows of `id` (narrow) and `reason`, which is null for those who would get it. Of people who are not
 * customers of this project, and of an audience that names nothing, it holds nobody.
 */
export async function reasonedPeople(scope: Scope, { audience, smartSending, unsubscribeGroup }: Aimed): Promise<SQL> {
  const { projectId } = scope;
  const { joins, reason } = reasonsOf(scope, sql`asked.hash`, { transactional: false, broadcast: true, group: unsubscribeGroup });
  const since = (await smartSendingSince(scope)).toISOString();
  const lately = smartSending
    ? sql`left join latest_emails latest on latest.project_id = ${projectId} and latest.address_hash = asked.hash and latest.at > ${since}::timestamptz`
    : sql``;
  const skip = smartSending ? sql`coalesce(${reason}, case when latest.address_hash is not null then 'smart_sending' end)` : reason;
  return sql`select asked.id, ${skip} as reason
    from (select c.id, c.email_hash as hash from customers c where c.project_id = ${projectId} and not c.is_erased and ${holds(projectId, audience)}) asked
    ${joins} ${lately}`;
}

/** Each list is asked once, by the index that begins with it. */
function holds(projectId: number, { include, exclude }: Audience): SQL {
  const ids = (kind: "segment" | "tag", of: readonly string[]) => sql`${`{${of.map((id) => uuidOf(kind, id)).join()}}`}::uuid[]`;
  const isIn = (segments: readonly string[]) => sql`exists (select from segment_customers m where m.project_id = ${projectId}
    and m.segment_id = any(${ids("segment", segments)}) and m.customer_id = c.id)`;
  const has = (tags: readonly string[]) => sql`exists (select from customer_tags m where m.project_id = ${projectId}
    and m.tag_id = any(${ids("tag", tags)}) and m.customer_id = c.id)`;
  const any = ({ segments, tags }: Audience["exclude"]) =>
    sql.join([...(segments.length > 0 ? [isIn(segments)] : []), ...(tags.length > 0 ? [has(tags)] : []), sql`false`], sql` or `);
  const included = include.everyone ? sql`true` : any(include);
  return sql`((${included}) and not (${any(exclude)}))`;
}

/** The segments that an audience names, as they are now. A segment or tag that is gone is an error: left out it would change who gets it. */
export async function segmentsIn(scope: Scope, audience: Audience) {
  const there = await thereOf(scope, audience);
  if (!isDeepStrictEqual(there.audience, audience))
    throw new AppError("INVALID_INPUT", "A segment or tag of this audience no longer exists. Choose others.", {
      audience: ["A segment or tag no longer exists."],
    });
  return there.segments;
}

/** What of an audience is still there, and its segments as they are now. */
export async function thereOf(scope: Scope, { include, exclude }: Audience) {
  const { id, name, size, version, filledVersion, projectId, deletedAt } = segments;
  const named = inArray(id, [...include.segments, ...exclude.segments]);
  const rows = await scope.db
    .select({ id, name, size, filled: sql<boolean>`${version} = ${filledVersion}` })
    .from(segments)
    .where(and(eq(projectId, scope.projectId), named, isNull(deletedAt)));
  const marked = inArray(tags.id, [...include.tags, ...exclude.tags]);
  const marks = await scope.db
    .select({ id: tags.id })
    .from(tags)
    .where(and(existing(scope), marked));
  const there = new Set([...rows, ...marks].map((one) => one.id));
  const kept = ({ segments, tags }: Audience["exclude"]) => ({
    segments: segments.filter((one) => there.has(one)),
    tags: tags.filter((one) => there.has(one)),
  });
  return { segments: rows, audience: { include: { ...include, ...kept(include) }, exclude: kept(exclude) } };
}

/** Whether the segments of an audience are as their rules say; before that nobody can say whom it holds. */
export const isSettled = async (scope: Scope, audience: Audience): Promise<boolean> =>
  (await segmentsIn(scope, audience)).every(({ filled }) => filled);

/** Refuses an audience that was not chosen. */
export function requireSomebody(audience: Audience) {
  if (isNobody(audience))
    throw new AppError("INVALID_INPUT", "Choose who gets this broadcast first.", { audience: ["Choose everyone, or a segment."] });
}
