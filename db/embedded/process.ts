import { readdirSync, readFileSync, readlinkSync, realpathSync } from "node:fs";

/** Whether a process with this id does any work. A zombie does not: it is dead and only waits to be noticed. */
export function isRunning(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return stateOf(pid) !== "Z";
}

/** The state letter of `/proc/<pid>/stat`, or undefined on systems without it. The name before it may contain anything, so it is read from the end. */
function stateOf(pid: number): string | undefined {
  try {
    return readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.[0];
  } catch {
    return undefined;
  }
}

/** The processes that have this folder as working directory, which is how every process of a Postgres cluster runs. Linux only; elsewhere unknown. */
export function processesIn(folder: string): number[] | undefined {
  if (process.platform !== "linux") return undefined;
  const target = realpathSync(folder);
  const pids = readdirSync("/proc").map(Number).filter(Number.isInteger);
  return pids.filter((pid) => isRunning(pid) && workingFolder(pid) === target);
}

function workingFolder(pid: number): string | undefined {
  try {
    return readlinkSync(`/proc/${pid}/cwd`);
  } catch {
    return undefined;
  }
}

/** Resolves to true once `done` answers something truthy, to false when `millis` have passed without it. */
export async function until(done: () => unknown, millis: number, every = 20): Promise<boolean> {
  const deadline = performance.now() + millis;
  while (!(await done())) {
    if (performance.now() > deadline) return false;
    await new Promise((resolve) => setTimeout(resolve, every));
  }
  return true;
}
