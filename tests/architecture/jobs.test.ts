import { globSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { readConfigs, type FunctionConfig } from "@/inngest/engine/config";
import { inProcessSdk } from "@/inngest/engine/sdk";
import { inngest } from "@/inngest/client";
import * as events from "@/inngest/events";
import { functions } from "@/inngest/functions/registry";

/** What `inngest/functions/registry.ts` declares, as the SDK registers it. */
let configs: FunctionConfig[];
beforeAll(async () => {
  configs = readConfigs(await inProcessSdk(inngest, functions).register()); // also: nothing that the built-in engine refuses
});

describe("a durable function", () => {
  test("is in the registry, whichever file it is in", () => {
    const files = globSync("inngest/functions/*.ts").filter((file) => !file.endsWith("registry.ts"));
    expect(functions).toHaveLength(files.length);
  });

  test("has a limit on how much of it runs at once, for each project where it serves projects", () => {
    for (const { id, concurrency, events } of configs) {
      expect(concurrency, id).toHaveLength(1);
      if (events.some((name) => !name.startsWith("inngest/"))) expect(concurrency![0]!.key, id).toBe("data.projectId");
    }
  });

  test("has a name that says what it does, to whoever looks at Jobs", () => {
    for (const { id, name } of configs) expect(name, id).toMatch(/^[A-Z][a-z]+ .{8,}/);
    expect(new Set(configs.map(({ name }) => name)).size).toBe(configs.length);
  });

  test("that fails for good is reported, by one function that hears of all of them", () => {
    const paths = configs.filter((config) => config.events.includes("inngest/function.failed") && config.failuresOf === undefined);
    expect(paths.map(({ id }) => id)).toEqual(["crowdpower-report-failure"]);
  });

  test("is given ids and what was decided about them, and nothing that could grow stale", () => {
    for (const [name, { schema }] of Object.entries(events)) {
      for (const key of Object.keys(schema.shape)) expect(key, name).toMatch(/(Id|Ids|^ids)$|^(visit|live|kind|epoch|slice)$/);
    }
  });

  test("orders steps and does no work: at most 40 lines", () => {
    for (const file of globSync("inngest/functions/*.ts").filter((file) => !file.endsWith("registry.ts"))) {
      expect(readFileSync(file, "utf8").split("\n").length, file).toBeLessThanOrEqual(40);
    }
  });
});

test("the built-in engine is small: at most 1,800 lines of code", () => {
  const isCode = (line: string) => line.trim() !== "" && !/^\s*(\/\/|\/\*|\*)/.test(line);
  const lines = globSync("inngest/engine/*.ts").flatMap((file) => readFileSync(file, "utf8").split("\n").filter(isCode));
  expect(lines.length).toBeLessThanOrEqual(1_800);
});
