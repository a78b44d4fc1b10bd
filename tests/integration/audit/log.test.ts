import { describe, expect } from "vitest";
import { differencesOf } from "@/lib/audit/differences";
import { auditCsv } from "@/lib/audit/export";
import { auditPageOf } from "@/lib/audit/page";
import { listAudit } from "@/lib/audit/queries";
import { record } from "@/lib/audit/record";
import { csvRow } from "@/lib/csv/row";
import { formulas, isGuarded, readCsv } from "../../support/csv";
import { aTeam } from "../../support/team";
import { as, test } from "../../support/test";

const person = { type: "user", userId: "usr_test", role: "admin" } as const;

test("the log is read newest first, by cursor, and filtered by who, what and to what", async ({ scope, stranger, clock }) => {
  for (let i = 0; i < 5; i++) {
    await record(scope, i % 2 ? "segment.updated" : "segment.created", `seg_${i}`, { after: { i } });
    clock.forward(1_000);
  }
  await record(as(scope, { type: "job", name: "purge" }), "project.purged", "prj_1");
  await record(stranger, "segment.created", "seg_theirs");
  const seen: string[] = [];
  let cursor: string | undefined;
  do {
    const page = await listAudit(scope, { limit: 2, cursor });
    seen.push(...page.items.map(({ subjectId }) => subjectId));
    cursor = page.nextCursor ?? undefined;
  } while (cursor);
  expect(seen).toEqual(["prj_1", "seg_4", "seg_3", "seg_2", "seg_1", "seg_0"]);
  const found = async (filter: object) => (await listAudit(scope, { ...filter, limit: 50 })).items.map(({ subjectId }) => subjectId);
  expect(await found({ actor: "purge" })).toEqual(["prj_1"]);
  expect(await found({ verb: "segment.updated" })).toEqual(["seg_3", "seg_1"]);
  expect(await found({ subject: "seg_2" })).toEqual(["seg_2"]);
  expect(await found({ subject: "seg_theirs" })).toEqual([]);
});

test("people and keys are told by name, and what changed by what it was before and after", async ({ db, clock }) => {
  const { owner } = await aTeam(db, clock);
  await record(owner.scope, "segment.updated", "seg_x", {
    before: { name: "Old", rule: { a: 1, b: 2 } },
    after: { name: "New", rule: { a: 1, b: 3 } },
  });
  const page = await auditPageOf(owner.scope, { subject: "seg_x", limit: 50 });
  expect(page?.items).toMatchObject([{ actor: "Olive", role: "owner", verb: "segment.updated" }]);
  expect(page?.items[0]?.differences).toEqual([
    { path: "name", before: "Old", after: "New" },
    { path: "rule.b", before: "2", after: "3" },
  ]);
  expect(page?.choices.actors).toContainEqual({ id: owner.userId, name: "Olive" });
});

test("an editor does not see it, neither on the page nor as a file", async ({ scope }) => {
  const editor = as(scope, { ...person, role: "editor" });
  expect(await auditPageOf(editor, { limit: 50 })).toBeNull();
  await expect(listAudit(editor, { limit: 50 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(auditCsv(editor, {}).next()).rejects.toMatchObject({ code: "FORBIDDEN" });
});

describe("as a file", () => {
  test("it holds everything, however many pages that are, and no cell is a formula", async ({ scope, clock }) => {
    const payloads = formulas(200).filter((payload) => !payload.includes("\0")); // which Postgres does not take
    for (const payload of payloads) {
      clock.forward(1);
      await record(as(scope, { type: "job", name: payload }), "customer.update", payload, {
        before: { [payload]: payload },
        after: { [payload]: `${payload}!` },
      });
    }
    let file = "";
    for await (const line of auditCsv(scope, {})) file += line;
    const [head, ...rows] = readCsv(file);
    expect(head).toContain("Subject");
    expect(rows).toHaveLength(payloads.length);
    for (const row of rows) for (const cell of row) expect(isGuarded(cell), JSON.stringify(cell)).toBe(true);
  });

  test("a cell is what it was, but for a guard before a formula", () => {
    for (const text of ["plain", 'with "quotes"', "two\nlines", "a,b", "ends ", " begins", ""])
      expect(readCsv(csvRow([text, "x"]))).toEqual([[text, "x"]]);
    expect(readCsv(csvRow(["=1+1", -5, null]))).toEqual([["'=1+1", "-5", ""]]);
  });
});

test("what is the same on both sides is no difference", () => {
  expect(differencesOf({ a: 1, b: { c: [1, 2] } }, { b: { c: [1, 2] }, a: 1 })).toEqual([]);
  expect(differencesOf(null, { a: null, b: 0 })).toEqual([{ path: "b", before: null, after: "0" }]);
  expect(differencesOf({ a: 1 }, undefined)).toEqual([{ path: "a", before: "1", after: null }]);
});
