import { globSync, readFileSync } from "node:fs";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { readConfigs, type FunctionConfig } from "@/inngest/engine/config";
import { inProcessSdk } from "@/inngest/engine/sdk";
import { inngest } from "@/inngest/client";
import * as events from "@/inngest/events";
import { functions } from "@/inngest/registry";

/** What `inngest/registry.ts` declares, as the SDK registers it. */
let configs: FunctionConfig[];
beforeAll(async () => {
  configs = readConfigs(await inProcessSdk(inngest, functions).register()); // also: nothing that the built-in engine refuses
});

/** What is decided once and stays so: a whole number, yes or no, a word of a closed list. Texts and lists are somebody's data. */
function isDecided(said: z.ZodType): boolean {
  if (said instanceof z.ZodOptional) return isDecided(said.unwrap() as z.ZodType);
  return (said instanceof z.ZodNumber && said.isInt) || said instanceof z.ZodBoolean || said instanceof z.ZodEnum;
}

describe("a durable function", () => {
  test("is in the registry, whichever file it is in", () => {
    expect(functions).toHaveLength(globSync("inngest/functions/*.ts").length);
  });

  test("has a limit on how much of it runs at once, for each project where it serves projects", () => {
    for (const { id, concurrency, events } of configs) {
      expect(concurrency?.length, id).toBeGreaterThan(0);
      if (events.some((name) => !name.startsWith("inngest/")))
        expect(
          concurrency!.map(({ key }) => key),
          id,
        ).toContain("data.projectId");
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
      const others = Object.entries(schema.shape).filter(([key]) => !/(Id|Ids|^ids)$/.test(key));
      for (const [key, said] of others) expect(isDecided(said), `${name}: ${key}`).toBe(true);
    }
  });

  test("orders steps and does no work: at most 40 lines", () => {
    for (const file of globSync("inngest/functions/*.ts")) {
      expect(readFileSync(file, "utf8").split("\n").length, file).toBeLessThanOrEqual(40);
    }
  });
});

test("the built-in engine is small: at most 1,800 lines of code", () => {
  const isCode = (line: string) => line.trim() !== "" && !/^\s*(\/\/|\/\*|\*)/.test(line);
  const lines = globSync("inngest/engine/*.ts").flatMap((file) => readFileSync(file, "utf8").split("\n").filter(isCode));
  expect(lines.length).toBeLessThanOrEqual(1_800);
});
