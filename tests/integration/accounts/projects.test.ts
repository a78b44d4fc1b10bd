import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, automationRuns, automations, customers, events, listeners, messages, rejections, segments, templates } from "@/db/schema";
import { findProjectFor } from "@/lib/auth/identity";
import { deleteProject, updateProject } from "@/lib/projects/commands";
import { activeCrowdOf, whyActive } from "@/lib/projects/active-crowd";
import { concernsOf } from "@/lib/projects/concerns";
import { createProject } from "@/lib/projects/create";
import { firstStepsOf, waitingFor } from "@/lib/projects/first-steps";
import { overviewOf } from "@/lib/projects/overview";
import { SendingSettings } from "@/lib/projects/schema";
import { settingsOf } from "@/lib/projects/settings";
import { mintScope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { aPerson } from "../../support/accounts";
import { happens, settle } from "../../support/automations";
import { aCustomer, as, test } from "../../support/test";

test("a new project is born alive: a published default template, a segment, and an automation that welcomes", async ({ db, clock }) => {
  const { id: userId } = await aPerson(db);
  const { project } = await createProject({ userId, db, clock }, { name: "Analytical Engines" });
  expect(await db.select().from(templates).where(eq(templates.projectId, project.id))).toMatchObject([{ isDefault: true }]);
  expect(await db.select().from(segments).where(eq(segments.projectId, project.id))).toMatchObject([{ name: "New this week" }]);
  expect(await db.select().from(automations).where(eq(automations.projectId, project.id))).toMatchObject([
    { name: "Welcome", status: "live", asksBeforeSending: true },
  ]);
  expect(await db.select().from(listeners).where(eq(listeners.projectId, project.id))).toContainEqual(
    expect.objectContaining({ interest: "start_on_event", key: "Signed Up" }),
  );
  expect((await db.select().from(audit).where(eq(audit.projectId, project.id))).map(({ actor }) => actor)).toContainEqual({
    type: "user",
    userId,
    role: "owner",
  });
});

test("every project has an address of its own, and none takes one of the app's", async ({ db, clock }) => {
  const { id: userId } = await aPerson(db);
  const slugOf = async (name: string) => (await createProject({ userId, db, clock }, { name })).project.slug;
  const slugs = [
    await slugOf("Café Zürich"),
    await slugOf("Cafe Zurich!"),
    await slugOf("Docs"),
    await slugOf("日本"),
    await slugOf("日本"),
  ];
  expect(slugs).toEqual(["cafe-zurich", "cafe-zurich-2", "docs-2", expect.stringMatching(/^project-/), expect.stringMatching(/^project-/)]);
  expect(new Set(slugs).size).toBe(5);
});

test("settings are changed by admins, and each change is recorded with what was before", async ({ scope }) => {
  const editor = as(scope, { type: "user", userId: "usr_test", role: "editor" });
  const slug = (await settingsOf(scope)).project.slug;
  const change = { name: "Engines", slug, timeZone: "Europe/London", currency: "GBP" };
  await expect(updateProject(editor, change)).rejects.toMatchObject({ code: "FORBIDDEN" });
  expect((await settingsOf(editor)).mayChange).toBe(false);
  await updateProject(scope, change);
  await updateProject(scope, SendingSettings.parse({ fromName: "Ada", fromAddress: " ADA@Example.com ", postalAddress: "  " }));
  expect((await settingsOf(scope)).project).toMatchObject({ ...change, fromAddress: "ada@example.com", postalAddress: null });
  const colour = (brandColour: string) => SendingSettings.safeParse({ fromName: "", fromAddress: "", postalAddress: "", brandColour });
  expect(["#0A7D5C", "", "red", "#0a7d5c;}"].map((said) => colour(said).data?.brandColour)).toEqual([
    "#0a7d5c",
    null,
    undefined,
    undefined,
  ]);
  const records = await scope.db.select().from(audit).where(eq(audit.projectId, scope.projectId));
  expect(records[0]).toMatchObject({ verb: "project.updated", before: { name: "Acme" }, after: { name: "Engines" } });
});

test("a project is deleted with everything in it by an owner who types its name, and no other is touched", async ({ db, clock }) => {
  const { id: userId } = await aPerson(db);
  const make = async (name: string) => {
    const { project } = await createProject({ userId, db, clock }, { name });
    const scope = mintScope({ projectId: project.id, actor: { type: "user", userId, role: "owner" }, db, clock });
    const customer = await aCustomer(scope);
    await happens(scope, customer.id);
    await settle(scope);
    return scope;
  };
  const [doomed, other] = [await make("Doomed"), await make("Other")];
  await expect(deleteProject(as(doomed, { type: "user", userId, role: "admin" }), "Doomed")).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(deleteProject(doomed, "doomed")).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await deleteProject(doomed, "Doomed");
  for (const table of [customers, events, automationRuns, messages, audit]) {
    expect(await db.$count(table, eq(table.projectId, doomed.projectId))).toBe(0);
    expect(await db.$count(table, eq(table.projectId, other.projectId))).toBeGreaterThan(0);
  }
});

test("first steps tick themselves from what is there", async ({ db, clock }) => {
  const { project } = await createProject({ userId: null, db, clock }, { name: "Fresh" });
  const scope = mintScope({ projectId: project.id, actor: { type: "job", name: "test" }, db, clock });
  expect(await firstStepsOf(scope)).toEqual({
    event: false,
    customer: false,
    email: false,
    template: false,
    segment: false,
    sender: false,
  });
  expect(await waitingFor(scope)).toEqual({ event: null, rejection: null });
  const customer = await aCustomer(scope, { email: "ada@example.com" });
  await happens(scope, customer.id);
  await settle(scope);
  await createSegment(scope, { name: "Pro", rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
  expect(await firstStepsOf(scope)).toMatchObject({ event: true, customer: true, email: true, segment: true, template: false });
  expect((await waitingFor(scope)).event).toMatchObject({ name: "Signed Up", customer: "ada@example.com", customerId: customer.publicId });
});

test("home counts this period and the one before, and tells what needs somebody", async ({ scope, stranger, clock }) => {
  const old = await aCustomer(scope);
  await happens(scope, old.id);
  clock.forward(8 * 24 * 60 * 60_000);
  await Promise.all([aCustomer(scope, { lastSeenAt: clock.now() }), aCustomer(scope), aCustomer(stranger)]);
  await happens(scope, old.id);
  await happens(scope, old.id);
  const { courses, ...overview } = await overviewOf(scope, "7d");
  expect(overview).toMatchObject({
    customers: 3,
    newCustomers: { now: 2, before: 1 },
    activeCustomers: 1,
    events: { now: 2, before: 1 },
    sent: { now: 0, before: 0 },
    skipped: { now: 0, before: 0 },
  });
  const { active, others } = await activeCrowdOf(scope, "7d");
  expect([active.length, others.length]).toEqual([1, 2]);
  const because = async (customer: string) => (await whyActive(scope, { period: "7d", customer })).because.map(({ holds }) => holds);
  expect(await because(active[0]!.id)).toEqual([true, true]);
  expect(await because(old.publicId)).toEqual([false]);
  await expect(whyActive(stranger, { period: "7d", customer: old.publicId })).rejects.toThrow(/does not exist/);

  const { began, ends, customers, events, sent } = courses;
  const days = (end: Date) => (end.getTime() - began.getTime()) / 86_400_000;
  expect(ends.map(days)).toEqual([1, 2, 3, 4, 5, 6, 7]);
  expect(ends.at(-1)).toEqual(clock.now());
  expect(customers).toEqual({ now: [0, 0, 0, 0, 0, 0, 2], before: [0, 0, 0, 0, 0, 0, 1] });
  expect(events).toEqual({ now: [0, 0, 0, 0, 0, 0, 2], before: [0, 0, 0, 0, 0, 0, 1] });
  expect(sent.now).toEqual(new Array(7).fill(0));

  expect(await concernsOf(scope)).toEqual([{ kind: "mail_stays" }]);
  await scope.db.insert(rejections).values({ projectId: scope.projectId, source: 0, reason: "No name.", receivedAt: clock.now() });
  expect(await concernsOf(scope)).toEqual([{ kind: "rejected_calls", count: 1 }, { kind: "mail_stays" }]);
});

test("a project moves to another address; the old one goes on working and is nobody else's", async ({ db, clock }) => {
  const { id: userId } = await aPerson(db);
  const make = async (name: string) => {
    const { project } = await createProject({ userId, db, clock }, { name });
    return { ...project, scope: mintScope({ projectId: project.id, actor: { type: "user", userId, role: "owner" }, db, clock }) };
  };
  const [moved, other] = [await make("First home"), await make("Other home")];
  await updateProject(moved.scope, { slug: "second-home" });
  for (const slug of ["first-home", "second-home"]) {
    expect(await findProjectFor(db, userId, slug, clock.now())).toEqual({ projectId: moved.id, role: "owner" });
    await expect(updateProject(other.scope, { slug })).rejects.toMatchObject({ code: "CONFLICT", fields: { slug: [expect.any(String)] } });
  }
  expect((await make("First home")).slug).toBe("first-home-2");
  const { id: stranger } = await aPerson(db);
  expect(await findProjectFor(db, stranger, "first-home", clock.now())).toBeUndefined();
  await updateProject(moved.scope, { slug: "first-home" });
  expect(await findProjectFor(db, userId, "second-home", clock.now())).toEqual({ projectId: moved.id, role: "owner" });
});

test("of two who take an address at once, one gets it", async ({ scope, stranger }) => {
  const tries = await Promise.allSettled([scope, stranger].map((one) => updateProject(one, { slug: "wanted-by-both" })));
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
});
