import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { audit, members, projects } from "@/db/schema";
import { cancelJob, pauseFunction, replayJob, resumeFunction } from "@/lib/jobs/commands";
import { listFunctions } from "@/lib/jobs/functions";
import { openJobs } from "@/lib/jobs/page";
import { getJob, listJobs } from "@/lib/jobs/queries";
import { ListJobs } from "@/lib/jobs/schema";
import { concernsOf } from "@/lib/projects/concerns";
import type { Scope } from "@/lib/scope";
import { aPerson } from "../../support/accounts";
import { as, test } from "../../support/test";
import { anEngine, until } from "../engine/harness";

const all = { ...ListJobs.parse({}), limit: 50 };
const admin = (scope: Scope) => as(scope, { type: "user", userId: "usr_test", role: "admin" });
const jobsOf = async (scope: Scope) => (await listJobs(scope, all)).items;
const onlyJob = (scope: Scope) => until(async () => (await jobsOf(scope))[0]);
const inState = (scope: Scope, state: string) => until(async () => (await jobsOf(scope)).find((job) => job.state === state));

/** A worker with three functions: one that works in two steps and may be told to fail, one that sleeps, one that runs by the clock. */
async function aWorker() {
  const engine = anEngine();
  const { client } = engine;
  let broken = true;
  const works = client.createFunction(
    { id: "works", name: "Work", retries: 0, triggers: [{ event: "t/work" }] },
    async ({ event, step }) => {
      const doubled = await step.run("double", () => event.data.n * 2);
      if (broken) throw new Error("The other end is away.");
      return doubled;
    },
  );
  const sleeps = client.createFunction({ id: "sleeps", name: "Sleep", triggers: [{ event: "t/sleep" }] }, async ({ step }) => {
    await step.sleep("nap", "1d");
  });
  const chores = client.createFunction({ id: "chores", name: "Chore", triggers: [{ cron: "0 0 1 1 *" }] }, () => "done");
  const executor = await engine.start([works, sleeps, chores]);
  await until(async () => (await engine.db.query("select from engine_functions")).rows.length === 3);
  return { ...engine, executor, mend: () => (broken = false) };
}

describe("jobs of a project", () => {
  test("are listed with what they were given, what each step answered, and the error of what failed for good", async ({ scope }) => {
    const { send } = await aWorker();
    await send("t/work", { projectId: scope.projectId, n: 21 });
    const { id } = await inState(scope, "failed");
    const job = await getJob(scope, id);
    expect(job).toMatchObject({
      ...{ name: "Work", state: "failed", of: "project", because: "t/work", problem: "The other end is away." },
      input: [{ name: "t/work", data: { n: 21 } }],
      steps: [{ name: "double", output: 42 }],
    });
    expect(await concernsOf(scope)).toContainEqual({ kind: "failed_jobs", count: 1 });
    const functions = await listFunctions(scope, "project");
    expect(functions.map(({ name, ready, running, waiting, failed }) => [name, ready, running, waiting, failed])).toEqual([
      ["Sleep", 0, 0, 0, 0],
      ["Work", 0, 0, 0, 1],
    ]);
  });

  test("are not there for another project, nor for a viewer or an editor", async ({ scope, stranger }) => {
    const { send } = await aWorker();
    await send("t/work", { projectId: scope.projectId, n: 1 });
    const { id } = await inState(scope, "failed");
    expect(await jobsOf(stranger)).toEqual([]);
    await expect(getJob(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(replayJob(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await expect(cancelJob(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    for (const role of ["viewer", "editor"] as const) {
      const other = as(scope, { type: "user", userId: "usr_other", role });
      await expect(listJobs(other, all)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(replayJob(other, id)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await expect(pauseFunction(other, { functionId: "app-works", of: "project" })).rejects.toMatchObject({ code: "FORBIDDEN" });
      expect(await openJobs(other, all)).toBeNull();
    }
  });

  test("that ended begin anew once, with what they were given, and show what they became", async ({ scope }) => {
    const { send, mend } = await aWorker();
    await send("t/work", { projectId: scope.projectId, n: 4 });
    const { id } = await inState(scope, "failed");
    mend();
    await Promise.all([replayJob(admin(scope), id), replayJob(admin(scope), id)]);
    const { id: again } = await inState(scope, "completed");
    expect(await getJob(scope, again)).toMatchObject({ input: [{ data: { n: 4 } }], output: 8 });
    expect(await getJob(scope, id)).toMatchObject({ replayedAs: again });
    expect(await jobsOf(scope)).toHaveLength(2);
    expect((await listFunctions(scope, "project")).map(({ failed }) => failed)).toEqual([0, 0]);
    expect(await concernsOf(scope)).not.toContainEqual({ kind: "failed_jobs", count: 1 });
  });

  test("that go on are cancelled, and say so", async ({ scope, db }) => {
    const { send } = await aWorker();
    await send("t/sleep", { projectId: scope.projectId });
    const { id } = await inState(scope, "waiting");
    expect(await getJob(scope, id)).toMatchObject({ waits: [{ kind: "sleep", name: "nap" }] });
    await expect(replayJob(scope, id)).rejects.toMatchObject({ code: "CONFLICT" });
    await cancelJob(admin(scope), id);
    expect(await inState(scope, "cancelled")).toMatchObject({ problem: "Cancelled by hand." });
    await expect(cancelJob(scope, id)).rejects.toMatchObject({ code: "CONFLICT" });
    expect(await db.select({ verb: audit.verb }).from(audit).where(eq(audit.subjectId, id))).toEqual([{ verb: "job.cancelled" }]);
  });

  test("of a paused function wait, those of another project do not, and go on when it is resumed", async ({ scope, stranger }) => {
    const { send, mend } = await aWorker();
    mend();
    await pauseFunction(admin(scope), { functionId: "app-works", of: "project" });
    for (const { projectId } of [scope, stranger]) await send("t/work", { projectId, n: 1 });
    await inState(stranger, "completed");
    expect(await onlyJob(scope)).toMatchObject({ state: "ready" });
    expect((await listFunctions(scope, "project")).find(({ id }) => id === "app-works")).toMatchObject({ paused: true, ready: 1 });
    await resumeFunction(admin(scope), { functionId: "app-works", of: "project" });
    await inState(scope, "completed");
  });
});

describe("jobs of the whole installation", () => {
  test("are numbers for an admin, and whole for who owns every project", async ({ scope, db }) => {
    const { send } = await aWorker();
    await send("t/work", { n: 1 }); // nobody's
    await until(async () => (await listFunctions(scope, "installation")).some(({ failed }) => failed === 1));
    expect(await jobsOf(admin(scope))).toEqual([]);
    const asked = { ...all, of: "installation" as const };
    await expect(listJobs(scope, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });

    const person = await aPerson(db);
    const owner = as(scope, { type: "user", userId: person.id, role: "owner" });
    for (const { id: projectId } of await db.select({ id: projects.id }).from(projects)) {
      await expect(listJobs(owner, asked)).rejects.toMatchObject({ code: "FORBIDDEN" });
      await db.insert(members).values({ projectId, userId: person.id, role: "owner" });
    }
    const [job] = (await listJobs(owner, asked)).items;
    expect(await getJob(owner, job!.id)).toMatchObject({ of: "installation", state: "failed" });
    await expect(getJob(scope, job!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
    await pauseFunction(owner, { functionId: "app-chores", of: "installation" });
    await expect(resumeFunction(scope, { functionId: "app-chores", of: "installation" })).rejects.toMatchObject({ code: "FORBIDDEN" });
  });
});
