import { expect } from "vitest";
import { newId } from "@/db/ids";
import { members, messages, users } from "@/db/schema";
import { testRecipients, sendTest, TESTS_A_DAY } from "@/lib/messages/test-send";
import { listMailbox } from "@/lib/messages/mailbox";
import type { Scope } from "@/lib/scope";
import { createTemplate } from "@/lib/templates/commands";
import { as, test } from "../../support/test";

let n = 0;

async function aMember({ db, projectId }: Scope, role: "editor" | "viewer" = "editor") {
  const [user] = await db
    .insert(users)
    .values({ email: `m${process.pid}-${++n}@acme.test`, name: "Member" })
    .returning();
  await db.insert(members).values({ projectId, userId: user!.id, role });
  return user!;
}

const aTemplate = (scope: Scope) => createTemplate(scope, { name: `T ${++n}`, start: "order-confirmation" });

test("a test goes to several members, each told what became of it, with the event that was chosen", async ({ scope }) => {
  const [me, other] = [await aMember(scope), await aMember(scope, "viewer")];
  const mine = as(scope, { type: "user", userId: me.id, role: "editor" });
  expect(await testRecipients(mine)).toEqual([me.email, other.email]);
  const { id } = await aTemplate(scope);
  const event = { name: "Bought", properties: { order_id: "77", items: [{ name: "Hat" }] } };
  const results = await sendTest(mine, { id, event, to: [me.email, other.email.toUpperCase(), me.email] });
  expect(results).toEqual([
    { to: me.email, state: "sent", reason: null },
    { to: other.email, state: "sent", reason: null },
  ]);
  const { items } = await listMailbox(scope, { limit: 5 });
  expect(items.map(({ subject }) => subject)).toEqual(["[Test] Your order 77 at Acme", "[Test] Your order 77 at Acme"]);
});

test("nobody outside of the project gets a test, and a viewer sends none", async ({ scope, stranger }) => {
  const [me, outsider] = [await aMember(scope), await aMember(stranger)];
  const { id } = await aTemplate(scope);
  await expect(sendTest(scope, { id, to: [outsider.email] })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { to: [expect.any(String)] },
  });
  await expect(sendTest(as(scope, { type: "user", userId: me.id, role: "viewer" }), { id, to: [me.email] })).rejects.toThrow(/permission/);
  await expect(sendTest(as(scope, { type: "job", name: "x" }), { id })).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a day has so many tests, also when the last two are asked for at once", async ({ scope, clock }) => {
  const me = await aMember(scope);
  const { id } = await aTemplate(scope);
  await scope.db.insert(messages).values(
    Array.from({ length: TESTS_A_DAY - 1 }, () => ({
      ...{ projectId: scope.projectId, id: newId("message"), channel: "email" as const, source: "test" as const, sourceId: id },
      ...{ place: newId("message"), state: "sent" as const, createdAt: clock.now(), updatedAt: clock.now() },
    })),
  );
  const asked = await Promise.allSettled([1, 2].map(() => sendTest(scope, { id, to: [me.email] })));
  expect(asked.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  await expect(sendTest(scope, { id, to: [me.email] })).rejects.toMatchObject({ code: "LIMIT_REACHED" });
  clock.forward(24 * 60 * 60_000 + 1);
  expect(await sendTest(scope, { id, to: [me.email] })).toMatchObject([{ state: "sent" }]);
});
