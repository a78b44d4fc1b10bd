import { expect } from "vitest";
import { openBuilder } from "@/lib/automations/builder";
import { crowdUnderWay } from "@/lib/automations/crowd";
import { pause } from "@/lib/automations/holding";
import { whyUnderWay } from "@/lib/automations/why";
import { CROWD_SIZE } from "@/lib/customers/crowd/schema";
import type { Scope } from "@/lib/scope";
import { aLiveAutomation, happens, HOUR, onSignUp, settle, wait } from "../../support/automations";
import { aCustomer, as, test } from "../../support/test";

const TWO_WAITS = onSignUp([wait("first", 60), wait("second", 120)]);

/** Who is drawn at which step, by name. */
async function drawn(scope: Scope, id: string) {
  const { crowd } = await openBuilder(scope, id);
  return Object.fromEntries(Object.entries(crowd).map(([step, people]) => [step, people.map(({ name }) => name)]));
}

const named = (scope: Scope, name: string) => aCustomer(scope, { email: `${name}@example.com`, traits: { name } });

test("everybody under way is a dot at the step where they are, moves on with them, and is gone when they are through", async ({
  scope,
  stranger,
  clock,
}) => {
  const { id } = await aLiveAutomation(scope, TWO_WAITS);
  await aLiveAutomation(stranger, TWO_WAITS);
  await happens(stranger, (await named(stranger, "zoe")).id);
  await settle(stranger);
  await happens(scope, (await named(scope, "ann")).id);
  await settle(scope);
  clock.forward(HOUR / 2);
  await happens(scope, (await named(scope, "bob")).id);
  await settle(scope);
  expect(await drawn(scope, id)).toEqual({ first: ["ann", "bob"] });
  clock.forward(HOUR / 2);
  await settle(scope);
  expect(await drawn(scope, id)).toEqual({ first: ["bob"], second: ["ann"] });
  clock.forward(2 * HOUR);
  await settle(scope);
  expect(await drawn(scope, id)).toEqual({ second: ["bob"] });
});

test("Why? says where they are, since when, when they go on, what is next, and how they came there", async ({ scope, clock }) => {
  const { id } = await aLiveAutomation(scope, TWO_WAITS);
  const ann = await named(scope, "ann");
  await happens(scope, ann.id);
  await settle(scope);
  clock.forward(HOUR);
  await settle(scope);
  const [dot] = (await crowdUnderWay(scope, id, 1)).second!;
  const at = (later: number) =>
    new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" }).format(clock.now().getTime() + later);
  expect(await whyUnderWay(scope, { id, runId: dot!.id })).toEqual({
    person: { id: ann.publicId, name: "ann", email: "ann@example.com" },
    says: `Now at: Wait 2 hours, since ${at(0)}. They continue on ${at(2 * HOUR)}. Then they are done.`,
    because: [
      { says: "Began to wait 2 hours", holds: true, fact: `Wait 2 hours, ${at(0)}` },
      { says: "Waited 1 hour", holds: true, fact: `Wait 1 hour, ${at(0)}` },
      { says: "Began to wait 1 hour", holds: true, fact: `Wait 1 hour, ${at(-HOUR)}` },
      { says: "Did “Signed Up”", holds: true, fact: `This started it, ${at(-HOUR)}` },
    ],
  });
  await pause(scope, id);
  expect((await whyUnderWay(scope, { id, runId: dot!.id })).says).toBe(
    `Now at: Wait 2 hours, since ${at(0)}, held while the automation is paused. Then they are done.`,
  );
});

test("of more people than can be drawn those with the lowest lots are, by one rule however many there are", async ({ scope }) => {
  const { id } = await aLiveAutomation(scope, TWO_WAITS);
  for (let i = 0; i < 30; i++) await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  const lotOf = async (many: number) => (await crowdUnderWay(scope, id, many)).first ?? [];
  const all = await lotOf(30);
  expect(all).toHaveLength(30);
  const ids = new Set(all.map((dot) => dot.id));
  for (const dot of await lotOf(CROWD_SIZE * 64 + 1)) expect(ids).toContain(dot.id);
});

test("who may not see customers sees no dots, and nobody is told of a run elsewhere", async ({ scope, stranger }) => {
  const { id } = await aLiveAutomation(scope, TWO_WAITS);
  await happens(scope, (await named(scope, "ann")).id);
  await settle(scope);
  const [dot] = (await crowdUnderWay(scope, id, 1)).first!;
  const blind = as(scope, { type: "apiKey", keyId: "key_1", kind: "secret", grants: ["automations:read"] });
  await expect(crowdUnderWay(blind, id, 1)).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(whyUnderWay(blind, { id, runId: dot!.id })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(whyUnderWay(stranger, { id, runId: dot!.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
});
