import { type SQL, sql } from "drizzle-orm";
import { PgDialect } from "drizzle-orm/pg-core";
import { describe, expect } from "vitest";
import { chargesOf } from "@/lib/customers/charges";
import { readDevice } from "@/lib/customers/device";
import { getCustomer } from "@/lib/customers/queries";
import { sessionsOf } from "@/lib/customers/sessions";
import { visitsOf } from "@/lib/customers/visits";
import type { Call } from "@/lib/events/schema";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";
import { test } from "../../support/test";

const PEOPLE = 40;

/** Enough people with enough events that reading them all would be the wrong way. */
async function crowd(scope: Scope): Promise<number> {
  const start = scope.clock.now().getTime() - 86_400_000;
  const calls = Array.from({ length: PEOPLE * 60 }, (_, i): Call => {
    const told = { userId: `u${i % PEOPLE}`, at: start + i * 20_000 };
    if (i % 3 === 0) return { type: "charge", amount: 100, ...told };
    return i % 3 === 1
      ? { type: "page", properties: { url: `https://example.com/${i % 7}` }, ...told }
      : { type: "track", name: "Did", ...told };
  });
  await recordCalls(scope, calls, { source: "beacon" });
  await scope.db.execute(sql`analyze`);
  return (await getCustomer(scope, "user_id:u1")).id;
}

/** The plans of the statements that a read makes. */
async function plansOf(scope: Scope, read: (scope: Scope) => Promise<unknown>): Promise<string> {
  const statements: SQL[] = [];
  const execute = (statement: SQL) => {
    statements.push(statement);
    return scope.db.execute(statement);
  };
  await read({ ...scope, db: Object.assign(Object.create(scope.db) as Scope["db"], { execute }) });
  const plans = statements.map(async (statement) =>
    (await scope.db.execute(sql`explain ${statement}`)).rows.map((row) => JSON.stringify(row)).join("\n"),
  );
  expect(statements.map((statement) => new PgDialect().sqlToQuery(statement).sql).join()).not.toBe("");
  return (await Promise.all(plans)).join("\n");
}

describe("what a profile reads of events", () => {
  test.for([
    ["charges", chargesOf],
    ["visits", visitsOf],
    ["sessions", sessionsOf],
  ] as const)("%s come by an index, never by reading everybody's", async ([, read], { scope }) => {
    const customer = await crowd(scope);
    const plan = await plansOf(scope, (spied) => read(spied, customer));
    expect(plan).not.toMatch(/Seq Scan on (events|sightings|customer_identities)/);
    expect(plan).toMatch(/(events_of_customer|sightings_project_id_kind_value_day_pk)/);
  });
});

describe("a device", () => {
  test("is read from the user agent, and what a sender says itself wins", () => {
    const userAgent =
      "Mozilla/5.0 (iPhone; CPU iPhone OS 18_2 like Mac OS X) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.2 Mobile/15E148 Safari/604.1";
    expect(readDevice({ userAgent, locale: "pt-PT", timezone: "Europe/Lisbon", country: "PT" })).toEqual({
      browser: "Safari 18",
      system: "iOS 18.2",
      device: "Apple iPhone",
      locale: "pt-PT",
      timeZone: "Europe/Lisbon",
      country: "Portugal",
    });
    expect(readDevice({ userAgent, os: { name: "iPadOS" }, device: { model: "iPad Air" } })).toMatchObject({
      system: "iPadOS 18.2",
      device: "iPad Air",
    });
  });

  test("has no version that browsers made up", () => {
    const userAgent =
      "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/141.0.0.0 Safari/537.36";
    expect(readDevice({ userAgent })).toMatchObject({ browser: "Chrome 141", system: "macOS", device: "Apple desktop" });
  });

  test("is nothing where nothing was said, and no nonsense is an error", () => {
    expect(readDevice({ page: { url: "x" } })).toBeNull();
    expect(readDevice({ userAgent: 7, os: "x", device: null, locale: "", country: {} })).toBeNull();
    expect(readDevice({ country: "QQ" })).toMatchObject({ country: "QQ" });
    expect(readDevice({ userAgent: "curl/8.0" })).not.toBeUndefined();
  });
});
