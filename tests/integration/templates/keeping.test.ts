import fc from "fast-check";
import { expect } from "vitest";
import { EMPTY_FLOW } from "@/lib/automations/schema";
import { archive } from "@/lib/automations/holding";
import { problemsOf } from "@/lib/automations/problems";
import { createTemplate, makeDefault, publishTemplate, updateTemplate } from "@/lib/templates/commands";
import { compareLines } from "@/lib/templates/compare";
import { deleteTemplate, duplicateTemplate } from "@/lib/templates/keeping";
import { openHistory } from "@/lib/templates/overview";
import { getTemplate, listTemplates } from "@/lib/templates/queries";
import { usageOf } from "@/lib/templates/usage";
import { getVersion, listVersions, restoreVersion } from "@/lib/templates/versions";
import { aLiveAutomation, email, onSignUp } from "../../support/automations";
import { as, test } from "../../support/test";

const saying = (text: string) => ({
  subject: `About ${text}`,
  preheader: "",
  document: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] },
});

test("a template that is sent somewhere is not deleted, and says by what; one that nothing sends is, and its versions stay", async ({
  scope,
}) => {
  const { id } = await createTemplate(scope, { name: "Note", ...saying("One") });
  const flow = onSignUp([
    { id: "fork", type: "branch", rule: { type: "trait", trait: "a", operator: "exists" }, yes: [email("e", id)], no: [] },
  ]);
  const automation = await aLiveAutomation(scope, flow);
  expect(await usageOf(scope, id)).toMatchObject([{ kind: "automation", id: automation.id, status: "live" }]);
  await expect(deleteTemplate(scope, id)).rejects.toMatchObject({ code: "CONFLICT", message: expect.stringContaining(automation.name) });

  await archive(scope, automation.id);
  await deleteTemplate(scope, id);
  await expect(getTemplate(scope, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listTemplates(scope, { limit: 10 })).items).toEqual([]);
  expect(await getVersion(scope, { id, version: 1 })).toMatchObject({ version: 1 });
  expect(await problemsOf(scope, { ...EMPTY_FLOW, ...flow })).toContainEqual({
    stepId: "e",
    message: expect.stringMatching(/no longer exists/),
  });
  await createTemplate(scope, { name: "Note", ...saying("Again") }); // its name is free
});

test("the default template is not deleted", async ({ scope }) => {
  const { id } = await createTemplate(scope, { name: "Note", ...saying("One") });
  await makeDefault(scope, id);
  await expect(deleteTemplate(scope, id)).rejects.toMatchObject({ code: "CONFLICT" });
});

test("copies get names of their own", async ({ scope }) => {
  const { id, draft } = await createTemplate(scope, { name: "Note", ...saying("One") });
  const names = [await duplicateTemplate(scope, id), await duplicateTemplate(scope, id)];
  expect(names.map(({ name }) => name)).toEqual(["Note (copy)", "Note (copy) 2"]);
  expect(names[0]!.draft).toEqual(draft);
});

test("versions are a history with who and when; one is compared, and comes back as the draft", async ({ scope, stranger }) => {
  const { id } = await createTemplate(scope, { name: "Note", ...saying("One") });
  await publishTemplate(scope, id);
  await updateTemplate(scope, { id, ...saying("Two") });
  await publishTemplate(scope, id);
  const { items, nextCursor } = await listVersions(scope, { id, limit: 1 });
  expect(items).toMatchObject([{ version: 2, publishedBy: "usr_test" }]);
  expect((await listVersions(scope, { id, limit: 1, cursor: nextCursor! })).items).toMatchObject([{ version: 1 }]);

  const { comparison, versions, template } = await openHistory(scope, id, {});
  expect(template.edited).toBe(false);
  expect(versions).toMatchObject([{ version: 2, isCurrent: true }, { version: 1 }]);
  expect(comparison?.subject.filter(({ sign }) => sign !== "same")).toEqual([
    { sign: "gone", text: "About One" },
    { sign: "new", text: "About Two" },
  ]);
  expect(comparison?.html).toContainEqual({ sign: "new", text: expect.stringContaining("Two") });

  await restoreVersion(scope, { id, version: 1 });
  expect((await getTemplate(scope, id)).draft).toEqual(saying("One"));
  expect((await getTemplate(scope, id)).currentVersion).toBe(2);
  expect((await openHistory(scope, id, {})).template.edited).toBe(true);
  await expect(getVersion(stranger, { id, version: 1 })).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(openHistory(stranger, id, {})).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a viewer keeps, deletes and restores nothing", async ({ scope }) => {
  const { id } = await createTemplate(scope, { name: "Note", ...saying("One") });
  await publishTemplate(scope, id);
  const viewer = as(scope, { type: "user", userId: "usr_v", role: "viewer" });
  for (const attempt of [
    () => duplicateTemplate(viewer, id),
    () => deleteTemplate(viewer, id),
    () => restoreVersion(viewer, { id, version: 1 }),
  ])
    expect(attempt).toThrow(/permission/);
});

test("whatever two texts are, their comparison reads as the first and as the second", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { minLength: 1, maxLength: 12 }).map((all) => all.join("\n"));
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const diff = compareLines(before, after);
      const without = (sign: string) =>
        diff
          .filter((line) => line.sign !== sign)
          .map(({ text }) => text)
          .join("\n");
      expect(without("new")).toBe(before);
      expect(without("gone")).toBe(after);
    }),
  );
});
