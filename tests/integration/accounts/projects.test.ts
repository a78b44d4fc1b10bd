import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { audit, automations, listeners, segments, templates } from "@/db/schema";
import { createProject } from "@/lib/projects/create";
import { aPerson } from "../../support/accounts";
import { test } from "../../support/test";

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
