import "server-only";
import { openRun } from "@/lib/automations/people";
import { placesOf } from "@/lib/automations/places";
import { getVersion } from "@/lib/automations/queries";
import type { AskWhy } from "@/lib/automations/schema";
import type { Because, Why } from "@/lib/customers/crowd/schema";
import { getCustomer } from "@/lib/customers/queries";
import { calledName } from "@/lib/customers/schema";
import { getProject } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";

/** As much of somebody's way as is told beside the page; all of it is on the page of their run. */
const LATEST = 5;

/** Why somebody is where they are in an automation: since when, what is next, and how they came there, the latest first. */
export async function whyUnderWay(scope: Scope, { id, runId }: AskWhy): Promise<Why> {
  requireGrant(scope, "customers:read");
  const [story, { timeZone }] = await Promise.all([openRun(scope, id, runId), getProject(scope)]);
  const { run, visits, because } = story;
  const customer = await getCustomer(scope, run.customerId);
  const at = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone });
  const way = visits.toReversed().slice(0, LATEST);
  const done = way.map((visit): Because => ({ says: visit.outcome, holds: true, fact: `${visit.step}, ${at.format(visit.at)}` }));
  return {
    person: { id: customer.publicId, name: calledName(customer), email: customer.email },
    says: [whereNow(story, at), await whatIsNext(scope, story)].filter(Boolean).join(" "),
    because: [...done, { says: because, holds: true, fact: `This started it, ${at.format(run.enteredAt)}` }],
  };
}

type Story = Awaited<ReturnType<typeof openRun>>;

function whereNow({ automation, run, visits, place }: Story, at: Intl.DateTimeFormat): string {
  if (run.status === "failed") return `Stopped at: ${place}. It failed. ${run.lastError ?? ""}`.trim();
  if (run.endedAt) return `They left on ${at.format(run.endedAt)}.`;
  const since = at.format(visits.at(-1)?.at ?? run.enteredAt);
  const held = automation.status === "paused" ? ", held while the automation is paused" : "";
  const until = run.dueAt && run.status === "waiting" && !held ? ` They continue on ${at.format(run.dueAt)}.` : "";
  return `Now at: ${place}, since ${since}${held}.${until}`;
}

/** A branch decides when they come to it, so after it nothing is foretold. */
async function whatIsNext(scope: Scope, { automation, run, steps }: Story): Promise<string> {
  if (run.endedAt || run.nodeId === null) return "";
  const flow = await getVersion(scope, automation.id, run.version);
  const place = placesOf(flow?.steps ?? []).get(run.nodeId);
  if (!place || place.step.type === "branch") return "";
  return place.next === null ? "Then they are done." : `Next: ${steps(place.next)}.`;
}
