import { and, eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, automationVersions, listeners } from "@/db/schema";
import { createAutomation, duplicateAutomation, renameAutomation, saveDraft } from "@/lib/automations/commands";
import { createFromGallery } from "@/lib/automations/gallery";
import { goLive } from "@/lib/automations/going-live";
import { archive, pause, resume } from "@/lib/automations/holding";
import { getAutomation, listAutomations } from "@/lib/automations/queries";
import { AUTOMATION_STATUSES, type Exit, Flow, type Step } from "@/lib/automations/schema";
import { mayBecome } from "@/lib/automations/transitions";
import { updateAutomation } from "@/lib/automations/updating";
import type { Scope } from "@/lib/scope";
import { deleteSegment } from "@/lib/segments/commands";
import { listSegments } from "@/lib/segments/queries";
import { createTag, deleteTag } from "@/lib/tags/commands";
import { aLiveAutomation, email, onSignUp, wait } from "../../support/automations";
import { as, test } from "../../support/test";

const heard = async ({ db, projectId }: Scope, id: string) => {
  const rows = await db
    .select()
    .from(listeners)
    .where(and(eq(listeners.projectId, projectId), eq(listeners.listenerId, id)));
  return rows.map(({ interest, key }) => `${interest} ${key}`);
};

const FLOW = onSignUp([wait("hold", 60)]);

test("what is missing keeps an automation from going live, each reason at its step", async ({ scope }) => {
  const fork: Step = {
    id: "fork",
    type: "branch",
    rule: null,
    yes: [{ id: "mail", type: "email", templateId: null, transactional: false }],
    no: [],
  };
  const { id } = await createAutomation(scope, {
    name: "Half",
    flow: { trigger: null, entry: "once", steps: [fork, email("gone", "tpl_gone")] },
  });

  await expect(goLive(scope, id)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: {
      flow: ["Nothing starts this automation. Choose what does."],
      "steps.fork": ["This branch has no condition. Say who goes which way."],
      "steps.mail": ["This email has no template. Choose one."],
      "steps.gone": ["The template of this email no longer exists. Choose another."],
    },
  });
  expect(await getAutomation(scope, id)).toMatchObject({ status: "draft", liveVersion: null });
  expect(await heard(scope, id)).toEqual([]);
});

test("an automation without steps does not go live", async ({ scope }) => {
  const { id } = await createAutomation(scope, { name: "Empty", flow: onSignUp([]) });
  await expect(goLive(scope, id)).rejects.toMatchObject({ fields: { flow: ["There are no steps. Add what should happen."] } });
});

test("what an automation begins or ends with and that was deleted meanwhile keeps a copy of it from going live", async ({ scope }) => {
  const old = await createFromGallery(scope, { key: "win-back", name: "Win-back" });
  const tag = await createTag(scope, { name: "VIP" });
  const exits: Exit[] = [...old.draft.exits!, { type: "rule", rule: { type: "tag", tag: tag.id, operator: "has" } }];
  await saveDraft(scope, { id: old.id, flow: { ...old.draft, exits } });
  await goLive(scope, old.id);
  await archive(scope, old.id);
  await deleteSegment(scope, (await listSegments(scope, { limit: 1 })).items[0]!.id);
  await deleteTag(scope, tag.id);

  const copy = await duplicateAutomation(scope, old.id);
  await expect(goLive(scope, copy.id)).rejects.toMatchObject({
    fields: {
      flow: [
        "The segment of the trigger no longer exists. Choose another.",
        "An exit condition has no segment that exists. Choose one, or remove it.",
        "A tag in an exit condition no longer exists. Choose another, or remove the condition.",
      ],
    },
  });
  expect(await getAutomation(scope, copy.id)).toMatchObject({ status: "draft", liveVersion: null });
});

test("live, it listens from the same transaction on; paused and archived it listens to nothing", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, FLOW);
  expect(await heard(scope, id)).toEqual(["start_on_event Signed Up"]);

  await saveDraft(scope, { id, flow: { ...FLOW, trigger: { type: "event", name: "Subscribed" } } });
  expect(await heard(scope, id)).toEqual(["start_on_event Signed Up"]);
  await goLive(scope, id);
  expect(await heard(scope, id)).toEqual(["start_on_event Subscribed"]);
  await pause(scope, id);
  expect(await heard(scope, id)).toEqual([]);
  await resume(scope, id);
  expect(await heard(scope, id)).toEqual(["start_on_event Subscribed"]);
  await archive(scope, id);
  expect(await heard(scope, id)).toEqual([]);
});

test("publishing makes a version beside the old one, which stays as it was", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, FLOW);
  const other = onSignUp([wait("other", 30)]);
  await saveDraft(scope, { id, flow: other });
  await goLive(scope, id);

  const versions = await scope.db
    .select()
    .from(automationVersions)
    .where(eq(automationVersions.automationId, id))
    .orderBy(automationVersions.version);
  expect(versions.map(({ version, flow }) => [version, flow])).toEqual([
    [1, FLOW],
    [2, other],
  ]);
});

test.for(AUTOMATION_STATUSES)("from %s only the moves of the table are possible", async (from, { scope }) => {
  const { id } = await createAutomation(scope, { name: from, flow: FLOW });
  if (from === "live" || from === "paused") await goLive(scope, id);
  if (from === "paused") await pause(scope, id);
  if (from === "archived") await archive(scope, id);
  const moves = { live: () => goLive(scope, id), paused: () => pause(scope, id), archived: () => archive(scope, id) };

  for (const to of ["live", "paused", "archived"] as const) {
    if (!mayBecome(from, to)) await expect(moves[to](), `${from} to ${to}`).rejects.toMatchObject({ code: "CONFLICT" });
  }
  expect(await getAutomation(scope, id)).toMatchObject({ status: from });
});

test("a draft that somebody else has changed is not overwritten", async ({ scope }) => {
  const { id, revision } = await createAutomation(scope, { name: "Shared", flow: FLOW });
  const saved = await saveDraft(scope, { id, flow: onSignUp([wait("mine", 5)]), revision });

  await expect(saveDraft(scope, { id, flow: FLOW, revision })).rejects.toMatchObject({ code: "CONFLICT" });
  expect(await saveDraft(scope, { id, flow: onSignUp([wait("mine", 5)]), revision })).toMatchObject(saved); // its answer was lost
  expect(await saveDraft(scope, { id, flow: FLOW, revision: saved.revision })).toMatchObject({ revision: revision + 2 });
  expect(await saveDraft(scope, { id, flow: FLOW })).toMatchObject({ revision: revision + 2 });
});

test("a name belongs to one automation of a project", async ({ scope, stranger }) => {
  const { id } = await createAutomation(scope, { name: "Welcome", flow: FLOW });
  await createAutomation(stranger, { name: "Welcome", flow: FLOW });
  await expect(createAutomation(scope, { name: "Welcome", flow: FLOW })).rejects.toMatchObject({ code: "CONFLICT" });
  const other = await createAutomation(scope, { name: "Other", flow: FLOW });
  await expect(renameAutomation(scope, { id: other.id, name: "Welcome" })).rejects.toMatchObject({
    fields: { name: ["This name is taken."] },
  });
  expect(await duplicateAutomation(scope, id)).toMatchObject({ name: "Welcome (copy)", status: "draft", draft: FLOW });
  expect(await duplicateAutomation(scope, id)).toMatchObject({ name: "Welcome (copy 2)" });
});

test("one update names, edits and publishes, or does none of it", async ({ scope }) => {
  const { id } = await createAutomation(scope, { name: "One", flow: FLOW });
  await expect(updateAutomation(scope, { id, name: "Two", flow: onSignUp([]), status: "live" })).rejects.toMatchObject({
    code: "INVALID_INPUT",
  });
  expect(await getAutomation(scope, id)).toMatchObject({ name: "One", draft: FLOW, status: "draft" });

  expect(await updateAutomation(scope, { id, name: "Two", status: "live" })).toMatchObject({ name: "Two", status: "live", liveVersion: 1 });
  expect(await updateAutomation(scope, { id, status: "live" })).toMatchObject({ liveVersion: 1 });
  expect(await updateAutomation(scope, { id, status: "paused" })).toMatchObject({ status: "paused", pausedBecause: "by_hand" });
  expect(await updateAutomation(scope, { id, status: "live" })).toMatchObject({ status: "live", liveVersion: 1, pausedBecause: null });
});

test("every change is on the record with who made it", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, FLOW);
  await pause(scope, id);
  const rows = await scope.db
    .select()
    .from(audit)
    .where(and(eq(audit.projectId, scope.projectId), eq(audit.subjectId, id)))
    .orderBy(audit.id);
  expect(rows.map(({ verb }) => verb).sort()).toEqual(["automation.created", "automation.live", "automation.paused"]);
  expect(rows[0]?.actor).toMatchObject({ type: "user", userId: "usr_test" });
});

test("a viewer reads and changes nothing; another project sees nothing", async ({ scope, stranger }) => {
  const { id } = await aLiveAutomation(scope, FLOW);
  const viewer = as(scope, { type: "user", userId: "usr_viewer", role: "viewer" });

  expect(await getAutomation(viewer, id)).toMatchObject({ id });
  for (const attempt of [
    () => createAutomation(viewer, { name: "No", flow: FLOW }),
    () => goLive(viewer, id),
    () => pause(viewer, id),
    () => archive(viewer, id),
  ]) {
    await expect((async () => attempt())()).rejects.toMatchObject({ code: "FORBIDDEN" });
  }
  await expect(getAutomation(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(goLive(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listAutomations(stranger, { limit: 10 })).items).toEqual([]);
});

test("the list is searched, filtered and paged without gaps", async ({ scope }) => {
  const made: string[] = [];
  for (let i = 0; i < 5; i++) made.push((await createAutomation(scope, { name: `Flow 100% ${i}`, flow: FLOW })).id);
  await createAutomation(scope, { name: "Other", flow: FLOW });

  const first = await listAutomations(scope, { q: "100%", limit: 3 });
  const second = await listAutomations(scope, { q: "100%", limit: 3, cursor: first.nextCursor! });
  expect([...first.items, ...second.items].map(({ id }) => id)).toEqual([...made].sort().reverse());
  expect(second.nextCursor).toBeNull();
  expect((await listAutomations(scope, { status: "live", limit: 3 })).items).toEqual([]);
});

test("a flow that is too deep, too long or has an id twice is refused, and says why", () => {
  const nested = (depth: number): unknown => ({
    id: `b${depth}`,
    type: "branch",
    rule: null,
    yes: depth > 0 ? [nested(depth - 1)] : [],
    no: [],
  });
  const read = (steps: unknown[]) => Flow.safeParse({ trigger: null, entry: "once", steps });

  expect(read([nested(4)]).success).toBe(true);
  expect(read([nested(5)]).success).toBe(false);
  expect(read([nested(5_000)]).success).toBe(false);
  expect(read(Array.from({ length: 101 }, (_, i) => wait(`w${i}`, 1))).error?.issues[0]?.message).toContain("100 steps");
  expect(read([wait("same", 1), wait("same", 2)]).error?.issues[0]?.message).toContain('"same"');
  expect(read([{ ...wait("x", 1), also: true }]).success).toBe(false);
});
