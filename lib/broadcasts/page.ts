import "server-only";
import { and, asc, eq, inArray, isNull, sql } from "drizzle-orm";
import { type Broadcast, segments, templates } from "@/db/schema";
import { checksOf } from "@/lib/broadcasts/checks";
import { othersThan, crowdAfter, crowdBefore } from "@/lib/broadcasts/crowd";
import { estimateOf } from "@/lib/broadcasts/estimate";
import { peopleOf } from "@/lib/broadcasts/people";
import { emailOf } from "@/lib/broadcasts/preview";
import { getBroadcast, listBroadcasts } from "@/lib/broadcasts/queries";
import { heldUpBy, reportOf, sumsOf } from "@/lib/broadcasts/report";
import { type Audience, isDecided, type ListBroadcasts, type ListPeople } from "@/lib/broadcasts/schema";
import { hasRealSender } from "@/lib/mail/senders";
import { getProject } from "@/lib/projects/queries";
import { COUNTABLE, remembered } from "@/lib/remembered";
import { may, type Scope } from "@/lib/scope";
import { offeredTags } from "@/lib/tags/queries";
import { exampleSubjects } from "@/lib/templates/preview";

/** As many as a person can choose from in a list. */
const MOST = 500;

/** The list of broadcasts with what became of each. */
export async function broadcastsPage(scope: Scope, asked: ListBroadcasts) {
  const { items, nextCursor } = await listBroadcasts(scope, asked);
  const begun = items.filter(({ startedAt }) => startedAt !== null).map(({ id }) => id);
  const isMuch = (all: Awaited<ReturnType<typeof sumsOf>>) => [...all.values()].reduce((sum, { ended }) => sum + ended, 0) > COUNTABLE;
  const { value: sums } = await remembered(scope, `sums ${begun}`, { find: () => sumsOf(scope, begun), isMuch });
  const rows = items.map(({ id, name, status, scheduledAt, startedAt, endedAt, updatedAt }) => ({
    ...{ id, name, status },
    when: startedAt ?? endedAt ?? scheduledAt ?? updatedAt,
    sums: sums.get(id) ?? null,
  }));
  return { rows, nextCursor, mayEdit: may(scope.actor, "broadcasts:write"), now: scope.clock.now() };
}

/** A broadcast as its pages show it. */
export const shownOnPage = ({ id, name, status, revision, scheduledAt, startedAt, endedAt, templateId, templateVersion }: Broadcast) => ({
  ...{ id, name, status, revision, scheduledAt, startedAt, endedAt, templateId, templateVersion },
});

/** All that the page of one broadcast shows: what is still to be decided of a draft, or what became of it. */
export async function broadcastPage(scope: Scope, id: string) {
  const broadcast = await getBroadcast(scope, id);
  const { audience, revision, tracking, smartSending } = broadcast;
  const mayEdit = may(scope.actor, "broadcasts:write");
  const choices = await choicesOf(scope, broadcast);
  const common = {
    broadcast: shownOnPage(broadcast),
    audience: audienceInWords(audience, choices),
    mayEdit,
    now: scope.clock.now(),
  };
  if (isDecided(broadcast)) {
    const [seen] = await exampleSubjects(scope, [await emailOf(scope, broadcast)]);
    const template = choices.templates.find((one) => one.id === broadcast.templateId)?.name ?? null;
    const decided = { ...common, email: { subject: seen!.subject, template } };
    if (!broadcast.startedAt) return { ...decided, kind: "cancelled" } as const;
    const [report, waitsFor, others] = await Promise.all([reportOf(scope, broadcast), heldUpBy(scope, id), othersThan(scope, broadcast)]);
    const progress = { done: report.will_receive - report.waiting, of: report.will_receive, waitsFor };
    const crowd = await crowdAfter(scope, broadcast, report, others.outside);
    return { ...decided, kind: "report", report, progress, crowd, total: others.total } as const;
  }
  const estimate = await estimateOf(scope, broadcast);
  const draft = { ...{ id, audience, revision, tracking, smartSending }, templateId: broadcast.templateId, name: broadcast.name };
  const [checks, crowd] = await Promise.all([checksOf(scope, broadcast, estimate), crowdBefore(scope, broadcast, estimate)]);
  return { ...common, kind: "draft", draft, choices, estimate, checks, crowd, mailStays: !(await hasRealSender(scope)) } as const;
}

/** What a draft may be made of; a segment or template that it names is among them, however many there are. */
async function choicesOf(scope: Scope, { audience, templateId }: Broadcast) {
  const { db, projectId } = scope;
  const named = [...audience.include.segments, ...audience.exclude.segments];
  const ofSegments = db
    .select({ id: segments.id, name: segments.name, size: segments.size })
    .from(segments)
    .where(and(eq(segments.projectId, projectId), isNull(segments.deletedAt)))
    .orderBy(...(named.length > 0 ? [sql`${inArray(segments.id, named)} desc`] : []), asc(segments.name))
    .limit(MOST);
  const ofTemplates = db
    .select({ id: templates.id, name: templates.name, subject: sql<string>`${templates.draft} ->> 'subject'` })
    .from(templates)
    .where(and(eq(templates.projectId, projectId), isNull(templates.deletedAt)))
    .orderBy(sql`${eq(templates.id, templateId)} desc`, asc(templates.name))
    .limit(MOST);
  const [those, emails, marks, { smartSendingDays }] = await Promise.all([ofSegments, ofTemplates, offeredTags(scope), getProject(scope)]);
  return {
    segments: those.sort(byName),
    templates: (await exampleSubjects(scope, emails)).sort(byName),
    tags: marks.map(({ id, name }) => ({ id, name })),
    smartSendingDays,
  };
}

const byName = (a: { name: string }, b: { name: string }) => a.name.localeCompare(b.name, "en");

type Named = readonly { id: string; name: string }[];

function audienceInWords({ include, exclude }: Audience, known: { segments: Named; tags: Named }): string {
  const called = (ids: readonly string[], all: Named) => ids.map((id) => `“${all.find((one) => one.id === id)?.name ?? "a deleted one"}”`);
  const listed = ({ segments, tags }: Audience["exclude"]) =>
    [
      ...(segments.length > 0 ? [`in ${called(segments, known.segments).join(" or ")}`] : []),
      ...(tags.length > 0 ? [`with the tag ${called(tags, known.tags).join(" or ")}`] : []),
    ].join(", or ");
  const who = include.everyone ? "Everyone" : listed(include) ? `Customers ${listed(include)}` : "Nobody yet";
  return listed(exclude) ? `${who}, except those ${listed(exclude)}` : who;
}

/** Who is in a broadcast, of one outcome or reason or of all. */
export async function broadcastPeoplePage(scope: Scope, id: string, asked: ListPeople) {
  const [broadcast, people] = [await getBroadcast(scope, id), await peopleOf(scope, id, asked)];
  return { broadcast: shownOnPage(broadcast), people, now: scope.clock.now() };
}
