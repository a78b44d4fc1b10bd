import "server-only";
import { type ChildProcess, fork } from "node:child_process";
import { once } from "node:events";
import { join } from "node:path";
import type { Answer, Asked } from "@/lib/templates/liquid/child";

/** Within the promise of one second, starting a process included. */
const KILL_AFTER_MILLIS = 700;
const HEAP_MB = 64;

let child: Promise<ChildProcess> | undefined;
let turn: Promise<unknown> = Promise.resolve();

/** A template cannot be rendered: it is wrong, or it took too long or too much. The message says which. */
export class RenderFailed extends Error {
  override readonly name = "RenderFailed";
}

/**
 * Renders Liquid in a process of its own, one template at a time. However hostile it is, this process goes on serving, and the answer
 * comes within a second of its turn. A thread would not do: one that runs out of memory can take its whole process with it.
 */
export function renderWatched(asked: Asked): Promise<string> {
  const mine = turn.then(() => ask(asked));
  turn = mine.catch(() => undefined);
  return mine;
}

async function ask(asked: Asked): Promise<string> {
  const worker = await theChild();
  const stop = AbortSignal.timeout(KILL_AFTER_MILLIS);
  try {
    const answer = await answerOf(worker, asked, stop);
    if ("problem" in answer) throw new RenderFailed(answer.problem);
    return answer.text;
  } catch (error) {
    child = undefined; // what failed may have left it short of memory, of which the next template is innocent
    worker.kill("SIGKILL");
    if (error instanceof RenderFailed) throw error;
    throw new RenderFailed(stop.aborted ? "It takes too long." : "It needs too much memory.");
  }
}

/** The one that is there, or a new one. One that has ended, or did not begin, is forgotten, unless another took its place. */
function theChild(): Promise<ChildProcess> {
  if (child) return child;
  const mine = startChild();
  const forget = () => {
    if (child === mine) child = undefined;
  };
  mine.then((started) => started.once("exit", forget), forget);
  child = mine;
  return mine;
}

async function answerOf(worker: ChildProcess, asked: Asked, stop: AbortSignal): Promise<Answer> {
  const ended = new AbortController();
  const gone = once(worker, "exit", { signal: ended.signal }).then(() => Promise.reject(new Error("It ended.")));
  gone.catch(() => undefined);
  try {
    const answered = once(worker, "message", { signal: stop });
    worker.send(asked);
    const [answer] = await Promise.race([answered, gone]);
    return answer as Answer;
  } finally {
    ended.abort();
  }
}

/**
 * Node reads TypeScript, so the child is its source file: the same below a bundle, a test and a server. The bundler must not follow it.
 * It is given no secrets.
 */
async function startChild(): Promise<ChildProcess> {
  const file = join(/* turbopackIgnore: true */ process.cwd(), "lib", "templates", "liquid", "child.ts");
  const started = fork(/* turbopackIgnore: true */ file, {
    execArgv: [`--max-old-space-size=${HEAP_MB}`],
    env: { NODE_ENV: "production" },
    stdio: ["ignore", "ignore", "ignore", "ipc"],
  });
  started.on("error", () => undefined); // whoever waits for an answer is told
  started.unref();
  started.channel?.unref();
  await Promise.race([
    once(started, "message"),
    once(started, "exit").then(() => Promise.reject(new Error("The renderer of templates does not start."))),
  ]);
  return started;
}
