import { test as base } from "vitest";
import { type Db, pool } from "@/db/client";
import { customerIdentities, customers, projects } from "@/db/schema";
import { addressHasher } from "@/lib/keys/data-keys";
import { type Actor, mintScope, type Scope } from "@/lib/scope";

let n = 0;

/** Each test gets two projects of its own, and a clock that it may move. */
export const test = base.extend<{ db: Db; clock: TestClock; scope: Scope; stranger: Scope }>({
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads fixtures' needs from this pattern
  db: async ({}, use) => use(pool),
  // biome-ignore lint/correctness/noEmptyPattern: vitest reads fixtures' needs from this pattern
  clock: async ({}, use) => use(new TestClock()),
  scope: async ({ db, clock }, use) => use(await projectScope(db, clock)),
  stranger: async ({ db, clock }, use) => use(await projectScope(db, clock)),
});

/** Stands still until it is moved. */
export class TestClock {
  #now = new Date();
  now() {
    return this.#now;
  }
  set(to: Date) {
    this.#now = to;
  }
  forward(millis: number) {
    this.#now = new Date(this.#now.getTime() + millis);
  }
}

async function projectScope(db: Db, clock: TestClock) {
  const [project] = await db
    .insert(projects)
    .values({ name: "Acme", slug: `acme-${process.pid}-${++n}` })
    .returning();
  return mintScope({ projectId: project!.id, actor: { type: "user", userId: "usr_test", role: "owner" }, db, clock });
}

/** The same project, as someone else. */
export const as = (scope: Scope, actor: Actor) => mintScope({ ...scope, actor });

/** A customer with an email identity, put there directly. */
export async function aCustomer({ db, projectId, clock }: Scope, with_: Partial<typeof customers.$inferInsert> = {}) {
  const now = clock.now();
  const email = with_.email === undefined ? `person-${++n}@example.com` : with_.email;
  const [customer] = await db
    .insert(customers)
    .values({
      projectId,
      firstSeenAt: now,
      createdAt: now,
      updatedAt: now,
      ...with_,
      email,
      emailHash: email ? (await addressHasher(db))(email) : null,
      traits: { ...(email && { email }), ...with_.traits },
    })
    .returning();
  if (email) {
    await db
      .insert(customerIdentities)
      .values({ projectId, kind: "email", value: email, customerId: customer!.id, claimedAt: now, callId: `c${n}` });
  }
  return customer!;
}
