import { Pool } from "@neondatabase/serverless";
import { expect, test, vi } from "vitest";
import { sqlPool } from "@/db/client";

await vi.hoisted(async () => (await import("../../support/neon")).behindNeonProxy());

test("this file speaks to Postgres through Neon's driver", () => {
  expect(sqlPool).toBeInstanceOf(Pool);
});

await import("./identity.test");
await import("./recording.test");
await import("../segments/hearing.test");
await import("../automations/running.test");
