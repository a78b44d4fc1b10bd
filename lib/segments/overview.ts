import "server-only";
import { crowdOf } from "@/lib/customers/crowd";
import { may, type Scope } from "@/lib/scope";
import { ruleCatalogue } from "@/lib/segments/catalogue";
import { crowdMatching } from "@/lib/segments/crowd";
import { countRecentMoves, getSegment, listSegmentCustomers, listSegmentMoves, listSegments } from "@/lib/segments/queries";
import type { SegmentRule } from "@/lib/segments/schema";
import { listedSegments } from "@/lib/segments/shown";
import { usageOfSegment } from "@/lib/segments/usage";

const mayEdit = ({ actor }: Scope) => may(actor, "segments:write");

/** All that the list of segments shows. */
export async function segmentsPage(scope: Scope, asked: Parameters<typeof listSegments>[1]) {
  const { items, nextCursor } = await listSegments(scope, asked);
  return { segments: await listedSegments(scope, items), nextCursor, mayEdit: mayEdit(scope) };
}

/** All that a segment's own page shows, as of one moment. */
export async function readSegment(scope: Scope, id: string, cursor: string | undefined) {
  const segment = await getSegment(scope, id);
  const [[listed], people, moves, recent, uses] = await Promise.all([
    listedSegments(scope, [segment]),
    listSegmentCustomers(scope, id, { limit: 50, cursor }),
    listSegmentMoves(scope, id, 20),
    countRecentMoves(scope, id),
    usageOfSegment(scope, id),
  ]);
  return { segment: listed!, people, moves, recent, uses, mayEdit: mayEdit(scope), now: scope.clock.now() };
}

/** What a rule is written with: the names there are, and the people whom it parts, as it begins. */
async function ruleEditor(scope: Scope, rule: SegmentRule) {
  const [catalogue, { people }, { matching }] = await Promise.all([ruleCatalogue(scope), crowdOf(scope), crowdMatching(scope, rule)]);
  return { rule, catalogue, crowd: { people, matching }, mayEdit: mayEdit(scope) };
}

const NEW_THIS_WEEK: SegmentRule = { type: "all", rules: [{ type: "customer", field: "first_seen", operator: "within_last", days: 7 }] };
export const newSegmentPage = (scope: Scope) => ruleEditor(scope, NEW_THIS_WEEK);

/** The same with a segment whose rule is edited. */
export async function editSegmentPage(scope: Scope, id: string) {
  const segment = await getSegment(scope, id);
  return { segment, ...(await ruleEditor(scope, segment.rule)) };
}
