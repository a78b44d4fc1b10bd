import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { eventually, isAlive, type Part, RunningInstance } from "../support/running";

let instance: RunningInstance;
beforeAll(async () => {
  instance = await RunningInstance.start();
}, 300_000);
afterAll(() => instance?.remove(), 60_000);

const ready = () => eventually("the instance is ready again", () => instance.isReady(), 30_000);

const everything = () => [instance.launcher, ...(["web", "worker", "postgres"] as const).map((part) => instance.pidOf(part))];

describe.each<Part>(["web", "worker", "postgres"])("%s", (part) => {
  test("is started again when it was killed, and the instance heals", async () => {
    await ready();
    const pid = instance.pidOf(part);
    instance.kill(pid);
    await eventually(`another ${part} runs`, () => ![0, pid].includes(instance.pidOf(part)), 10_000);
    await ready();
  }, 60_000);
});

test("a killed launcher takes web and worker with it, and the next start heals what is left", async () => {
  await ready();
  const { url, databaseUrl, project } = instance.facts;
  const [web, worker, postgres] = [instance.pidOf("web"), instance.pidOf("worker"), instance.pidOf("postgres")];
  instance.kill(instance.launcher);
  await eventually("web and worker end by themselves", () => !isAlive(web) && !isAlive(worker), 10_000);
  expect(isAlive(postgres)).toBe(true);

  await instance.startAgain();
  expect(isAlive(postgres)).toBe(false);
  expect(instance.facts).toMatchObject({ url, databaseUrl, project });
  await ready();
}, 120_000);

test("killing what waits for the launcher ends everything as Ctrl-C would", async () => {
  await ready();
  const all = everything();
  instance.kill(instance.firstHalf);
  await eventually("every part ends", () => !all.some(isAlive), 20_000);
  await instance.startAgain();
}, 120_000);

test("a stopped instance leaves no process behind", async () => {
  await ready();
  const all = everything();
  await instance.stop();
  expect(all.filter(isAlive)).toEqual([]);
  await instance.startAgain();
}, 120_000);
