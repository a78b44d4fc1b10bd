import { NonRetriableError, RetryAfterError } from "inngest";
import { describe, expect, test } from "vitest";
import { anEngine } from "./harness";

describe("steps", () => {
  test("a run's steps happen once each, in order, in one call of the function", async () => {
    const { client, send, start, ended, db } = anEngine();
    const did: string[] = [];
    const noting = <T>(name: string, answer: T) => {
      did.push(name);
      return answer;
    };
    const fn = client.createFunction({ id: "three", triggers: [{ event: "t/three" }] }, async ({ step }) => {
      did.push("called");
      const a = await step.run("a", () => noting("a", 1));
      const b = await step.run("b", () => noting("b", a + 1));
      return step.run("c", () => noting("c", b + 1));
    });
    await start([fn]);
    await send("t/three");
    expect(await ended()).toMatchObject([{ functionId: "app-three", status: "completed", result: { data: 3 } }]);
    expect(did).toEqual(["called", "a", "b", "c"]);
    const { rows } = await db.query<{ name: string }>("select name from engine_steps order by position");
    expect(rows.map(({ name }) => name)).toEqual(["a", "b", "c"]);
  });

  test("a step's result is saved once, and a retry does not run it again", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const did: string[] = [];
    const noting = <T>(name: string, answer: T) => {
      did.push(name);
      return answer;
    };
    const fn = client.createFunction({ id: "flaky", triggers: [{ event: "t/flaky" }] }, async ({ step }) => {
      const a = await step.run("a", () => noting("a", "from a"));
      await step.run("b", () => {
        did.push("b");
        if (did.filter((it) => it === "b").length < 3) throw new Error("not yet");
      });
      return a;
    });
    await start([fn]);
    await send("t/flaky");
    await idle();
    clock.forward(46_000); // the first pause is 15 to 45 s
    await idle();
    clock.forward(61_000);
    expect(await ended()).toMatchObject([{ status: "completed", result: { data: "from a" } }]);
    expect(did).toEqual(["a", "b", "b", "b"]);
  });

  test("parallel steps run side by side, and the run goes on when the last of them is done", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const fn = client.createFunction({ id: "parallel", triggers: [{ event: "t/parallel" }] }, async ({ step }) => {
      const all = await Promise.all([step.run("x", () => "x"), step.run("y", () => "y"), step.sleep("nap", "5s").then(() => "slept")]);
      return [...all, await step.run("z", () => "z")];
    });
    await start([fn]);
    await send("t/parallel");
    await idle();
    clock.forward(5_000);
    expect(await ended()).toMatchObject([{ status: "completed", result: { data: ["x", "y", "slept", "z"] } }]);
  });

  test("what a step throws for good can be caught, and the run goes on", async () => {
    const { client, send, start, ended } = anEngine();
    const fn = client.createFunction({ id: "catches", triggers: [{ event: "t/catches" }] }, async ({ step }) => {
      const caught = await step
        .run("bad", () => {
          throw new NonRetriableError("nope", { cause: new Error("inner") });
        })
        .catch((error: Error) => ({ message: error.message, cause: (error.cause as Error).message }));
      return step.run("after", () => caught);
    });
    await start([fn]);
    await send("t/catches");
    expect(await ended()).toMatchObject([{ status: "completed", result: { data: { message: "nope", cause: "inner" } } }]);
  });

  test("a function that fails is tried again when it asked to be, and fails for good after its last attempt", async () => {
    const { client, send, start, ended, idle, clock } = anEngine();
    const attempts: number[] = [];
    const handled: unknown[] = [];
    const fn = client.createFunction(
      {
        id: "fails",
        retries: 1,
        triggers: [{ event: "t/fails" }],
        onFailure: async ({ error, event, step }) =>
          void handled.push(await step.run("note", () => [error.message, event.data.event.data])),
      },
      async ({ attempt }) => {
        attempts.push(attempt);
        throw new RetryAfterError(`bad ${attempt}`, 5_000);
      },
    );
    await start([fn]);
    await send("t/fails", { n: 7 });
    await idle();
    clock.forward(4_000);
    await idle();
    expect(attempts).toEqual([0]);
    clock.forward(1_000);
    expect(await ended(2)).toMatchObject([
      { functionId: "app-fails", status: "failed", result: { error: { message: "bad 1" } } },
      { functionId: "app-fails-failure", status: "completed" },
    ]);
    expect(attempts).toEqual([0, 1]);
    expect(handled).toEqual([["bad 1", { n: 7 }]]);
  });

  test("a step may answer anything that JSON can say, NUL and lone surrogates included", async () => {
    const { client, send, start, ended } = anEngine();
    const odd = { nul: "a\u0000b", half: "\ud800", "'quotes'\"": [null, 1e308, ""], none: null };
    const fn = client.createFunction({ id: "odd", triggers: [{ event: "t/odd" }] }, async ({ step }) => {
      const first = await step.run("odd \u0000 name", () => odd);
      await step.sleep("nap", 0);
      return first;
    });
    await start([fn]);
    await send("t/odd", { odd: "a\u0000b" });
    expect(await ended()).toMatchObject([{ status: "completed", result: { data: odd } }]);
  });
});
