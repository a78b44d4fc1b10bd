import os from "node:os";
import { expect, onTestFinished, test } from "vitest";
import { openPool } from "@/db/client";

const priorityOfServer = async () => {
  const db = openPool(process.env.DATABASE_URL, 1);
  onTestFinished(() => db.end());
  const { rows } = await db.query<{ pid: number }>("select pg_backend_pid() as pid");
  return os.getPriority(rows[0]!.pid);
};

const speaksItself = process.env.DATABASE_DRIVER !== "neon"; // whose server is elsewhere, behind a proxy

test.runIf(process.platform === "linux" && speaksItself)(
  "what a process of low priority asks of the database on its machine has that priority, too",
  async () => {
    const before = await priorityOfServer();
    const low = Math.min(19, os.getPriority() + 3);
    os.setPriority(low);
    expect(await priorityOfServer()).toBe(low);
    expect(before).toBeLessThan(low);
  },
);
