import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { reasonedPeople, segmentsIn } from "@/lib/broadcasts/audience";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { type AskWhy, type Audience, isDecided } from "@/lib/broadcasts/schema";
import type { Because, Why } from "@/lib/customers/crowd/schema";
import { getCustomer } from "@/lib/customers/queries";
import { calledName } from "@/lib/customers/schema";
import { type MessageState, reasonInWords, type SkipReason } from "@/lib/messages/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { namesOfTags } from "@/lib/tags/names";

/** Why somebody gets a broadcast or not; once sending has begun, what became of them. */
export async function whyInBroadcast(scope: Scope, { id, customer: ref }: AskWhy): Promise<Why> {
  requireGrant(scope, "broadcasts:read");
  const [broadcast, customer] = [await getBroadcast(scope, id), await getCustomer(scope, ref)];
  const person = { id: customer.publicId, name: calledName(customer), email: customer.email };
  const told = isDecided(broadcast) ? await afterwards(scope, broadcast, customer.id) : await beforehand(scope, broadcast, customer.id);
  return { person, ...told };
}

type Told = Pick<Why, "says" | "because">;

async function beforehand(scope: Scope, broadcast: Broadcast, customer: number): Promise<Told> {
  const [lists, { rows }] = await Promise.all([
    listsOf(scope, broadcast.audience, customer),
    scope.db.execute<{ reason: SkipReason | null }>(
      sql`select asked.reason from (${await reasonedPeople(scope, broadcast)}) asked where asked.id = ${customer}`,
    ),
  ]);
  const [asked] = rows;
  if (!asked) return { says: "They are not in the audience.", because: lists };
  const says = asked.reason === null ? "They will get it." : "They are in the audience, and will not get it.";
  return { says, because: [...lists, ...asksOf(broadcast, asked.reason)] };
}

/** What is asked of everybody in the audience, in the one order; after the first thing that is not so, nothing else is. */
function asksOf({ smartSending, unsubscribeGroup }: Broadcast, reason: SkipReason | null): Because[] {
  const asks: [SkipReason, string][] = [
    ["suppressed", "Their address is not suppressed"],
    ["unsubscribed", "They have not unsubscribed"],
    ...(unsubscribeGroup ? [["group", "They have not left this unsubscribe group"] as [SkipReason, string]] : []),
    ["no_address", "They have an email address"],
    ...(smartSending ? [["smart_sending", "They got no other email recently"] as [SkipReason, string]] : []),
  ];
  const failing = asks.findIndex(([ask]) => ask === reason);
  return asks.slice(0, failing === -1 ? asks.length : failing + 1).map(([ask, says]) => ({ says, holds: ask !== reason }));
}

/** Each list that the audience names, and whether they are on it. */
async function listsOf(scope: Scope, audience: Audience, customer: number): Promise<Because[]> {
  const { include, exclude } = audience;
  const [segments, tags] = await Promise.all([segmentsIn(scope, audience), namesOfTags(scope, [...include.tags, ...exclude.tags])]);
  const { rows } = await scope.db.execute<{ id: string }>(sql`
    select segment_id::text as id from segment_customers where project_id = ${scope.projectId} and customer_id = ${customer}
    union all select tag_id::text from customer_tags where project_id = ${scope.projectId} and customer_id = ${customer}`);
  const isOn = new Set(rows.map((row) => row.id));
  const inSegment = (segment: string): [string, boolean] => [
    `“${segments.find(({ id }) => id === segment)?.name}”`,
    isOn.has(uuidOf("segment", segment)),
  ];
  const hasTag = (tag: string): [string, boolean] => [`the tag “${tags.get(tag)}”`, isOn.has(uuidOf("tag", tag))];
  const onLists = (lists: Audience["exclude"]) => [
    ...lists.segments.map(inSegment).map(([name, on]) => ({ isOn: `They are in ${name}`, isNot: `They are not in ${name}`, on })),
    ...lists.tags.map(hasTag).map(([name, on]) => ({ isOn: `They have ${name}`, isNot: `They do not have ${name}`, on })),
  ];
  const included = onLists(include).map(({ isOn: says, on }): Because => ({ says, holds: on }));
  const excluded = onLists(exclude).map(({ isNot: says, on }): Because => ({ says, holds: !on }));
  return [...(include.everyone ? [{ says: "It goes to everyone", holds: true }] : included), ...excluded];
}

const FATES: { [S in MessageState]: string } = {
  claimed: "Their email is about to go out.",
  skipped: "They were left out when their turn came.",
  failed: "Their email could not be sent.",
  uncertain: "Their email may have been sent: the provider did not say.",
  sent: "They got it.",
  delivered: "They got it.",
  bounced: "Their email came back.",
  complained: "They got it, and reported it as spam.",
};

async function afterwards({ db, projectId }: Scope, { id, status, startedAt }: Broadcast, customer: number): Promise<Told> {
  if (startedAt === null) return { says: "It was cancelled before sending began, so nobody gets it.", because: [] };
  type Row = { state: MessageState | null; reason: string | null; opened: boolean; clicked: boolean; frozen: boolean };
  const { rows } = await db.execute<Row>(sql`
    select m.state, coalesce(m.reason, r.reason) as reason, coalesce(m.opens > 0, false) as opened, coalesce(m.clicks > 0, false) as clicked,
      r.customer_id is not null as frozen
    from (select 1) one
    left join broadcast_recipients r on r.project_id = ${projectId} and r.broadcast_id = ${uuidOf("broadcast", id)} and r.customer_id = ${customer}
    left join messages m on m.project_id = ${projectId} and m.source = 'broadcast' and m.source_id = ${id} and m.customer_id = ${customer}`);
  const { state, reason, opened, clicked, frozen } = rows[0]!;
  if (state === null && !frozen) return { says: "They were not in the audience when sending began.", because: [] };
  if (state === null && reason === null)
    return { says: status === "cancelled" ? "It was cancelled before their turn came." : "It is not their turn yet.", because: [] };
  const why = reason === null ? [] : [{ says: reasonInWords(reason), holds: false }];
  const did = [
    ...(opened ? [{ says: "They opened it", holds: true }] : []),
    ...(clicked ? [{ says: "They clicked a link", holds: true }] : []),
  ];
  return { says: state === null ? "They were left out when sending began." : FATES[state], because: [...why, ...did] };
}
