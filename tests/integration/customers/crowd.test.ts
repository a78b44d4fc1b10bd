import { sql } from "drizzle-orm";
import { expect } from "vitest";
import { newUuid, publicId } from "@/db/ids";
import { customers, LOW_LOTS, lotOf } from "@/db/schema";
import { crowdOf } from "@/lib/customers/crowd";
import { CROWD_SIZE } from "@/lib/customers/crowd/schema";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import { aCustomer, as, test } from "../../support/test";

/** As many customers, who drew these lots; without lots, as chance has it. Their public ids in the order in which they were made. */
async function made({ db, projectId, clock }: Scope, many: number, lot?: (i: number) => number): Promise<string[]> {
  const now = clock.now();
  const rows = Array.from({ length: many }, (_, i) => {
    const uuid = newUuid();
    const drawn = lot === undefined ? uuid.slice(-8) : lot(i).toString(16).padStart(8, "0");
    const publicIdOf = publicId("customer", uuid.slice(0, -8) + drawn);
    return { projectId, publicId: publicIdOf, traits: { name: `Person ${i}` }, firstSeenAt: now, createdAt: now, updatedAt: now };
  });
  await db.insert(customers).values(rows);
  return rows.map(({ publicId: id }) => id);
}

const idsOf = async (scope: Scope) => (await crowdOf(scope)).people.map(({ id }) => id);

test("of few customers everyone is in it, in the order in which they were made, and nobody of another project", async ({
  scope,
  stranger,
}) => {
  await aCustomer(stranger);
  const first = await aCustomer(scope, { email: "ann@example.com" });
  const rest = await made(scope, 20);
  const { people, narrow } = await crowdOf(scope);
  expect(people.map(({ id }) => id)).toEqual([first.publicId, ...rest]);
  expect(people.slice(0, 2).map(({ name }) => name)).toEqual(["ann@example.com", "Person 0"]);
  expect(narrow[0]).toBe(first.id);
});

test("of many it holds the lowest lots, the same ones each time, and somebody new takes the place of one at most", async ({ scope }) => {
  await made(scope, 600);
  const before = await idsOf(scope);
  expect(before).toHaveLength(CROWD_SIZE);
  expect(await idsOf(scope)).toEqual(before);
  const { rows } = await scope.db.execute<{ id: string }>(
    sql`select public_id as id from customers where project_id = ${scope.projectId} order by ${lotOf(customers.publicId)}`,
  );
  const lowest = rows.slice(0, CROWD_SIZE).map(({ id }) => publicId("customer", id));
  expect(before.toSorted()).toEqual(lowest.toSorted());

  await made(scope, 1);
  const after = await idsOf(scope);
  expect(before.filter((id) => !after.includes(id)).length).toBeLessThanOrEqual(1);
});

test("where low lots are enough, nobody else is read, and the answer is the same", async ({ scope }) => {
  const low = await made(scope, CROWD_SIZE, (i) => i);
  await made(scope, 50, (i) => LOW_LOTS + i);
  expect(await idsOf(scope)).toEqual(low);
});

test("who may not see customers sees no Crowd", async ({ scope }) => {
  const blind = as(scope, { type: "apiKey", keyId: "key_1", kind: "secret", grants: ["segments:read"] });
  await expect(crowdOf(blind)).rejects.toThrow(AppError);
});
