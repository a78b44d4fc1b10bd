import { expect, test } from "vitest";
import { openPool, overPool } from "@/db/client";

test("a transaction that cannot even begin gives its connection back", async () => {
  const pool = openPool(process.env.DATABASE_URL, 1);
  const db = overPool(pool);
  const never = { isolationLevel: "none that there is" as never };
  for (let n = 0; n < 3; n++) await expect(db.transaction(async () => "done", never)).rejects.toThrow(/begin/);
  await expect(db.transaction(async (tx) => tx.transaction(() => Promise.reject(new Error("changed my mind"))))).rejects.toThrow("changed");
  expect(await db.transaction(async (tx) => (await tx.execute<{ n: number }>("select 1 as n")).rows)).toEqual([{ n: 1 }]);
  expect([pool.totalCount, pool.idleCount]).toEqual([1, 1]);
  await pool.end();
});
