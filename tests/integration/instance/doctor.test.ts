import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, expect, test } from "vitest";
import { examine } from "../../../scripts/doctor/examine";

const folder = mkdtempSync(join(tmpdir(), "crowdpower-doctor-"));
const database = process.env.DATABASE_URL!;
const stateOf = async (part: string) => (await examine(folder)).find((finding) => finding.part === part)?.state;

afterEach(() => {
  process.env.DATABASE_URL = database;
  delete process.env.SMTP_URL;
  rmSync(join(folder, "instance.json"), { force: true });
});

test("a database that is up to date is well; where no worker runs, that is said", async () => {
  expect(await stateOf("database")).toBe("well");
  expect(await stateOf("migrations")).toBe("well");
  expect(await stateOf("worker")).toBe("ill");
  expect(await stateOf("environment")).toBe("well");
});

test("a database that does not answer, and a mail server that does not, are ill", async () => {
  process.env.DATABASE_URL = "postgres://nobody@127.0.0.1:1/none";
  process.env.SMTP_URL = "smtp://127.0.0.1:1";
  expect(await stateOf("database")).toBe("ill");
  expect(await stateOf("sender")).toBe("ill");
});

test("a folder without an instance says so; one that stopped is known by what it wrote down", async () => {
  delete process.env.DATABASE_URL;
  const [first] = await examine(folder);
  expect(first).toMatchObject({ part: "environment", state: "ill", says: expect.stringContaining("There is no instance") });
  writeFileSync(join(folder, "instance.json"), JSON.stringify({ url: "http://127.0.0.1:1", databaseUrl: "postgres://x@127.0.0.1:1/x" }));
  expect(await stateOf("web")).toBe("ill");
});
