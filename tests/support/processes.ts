import { execFileSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";

export const isAlive = (pid: number): boolean => processes().some((process) => process.pid === pid);

type Process = { pid: number; parent: number; args: string };

/** Every process that is more than a zombie. Small systems have no `ps`, and macOS has no `/proc`. */
export const processes = (): Process[] => (existsSync("/proc/self/stat") ? fromProc() : fromPs());

const fromProc = () =>
  readdirSync("/proc").flatMap((pid) => {
    if (!/^\d+$/.test(pid)) return [];
    try {
      const [state, parent] = readFileSync(`/proc/${pid}/stat`, "utf8").split(") ").at(-1)?.split(" ") ?? [];
      const args = readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
      return state === "Z" ? [] : [{ pid: Number(pid), parent: Number(parent), args }];
    } catch {
      return []; // it has just ended
    }
  });

const fromPs = () =>
  execFileSync("ps", ["-eo", "pid=,ppid=,stat=,args="], { encoding: "utf8" })
    .split("\n")
    .flatMap((line) => {
      const [, pid, parent, state, args] = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(.*)$/.exec(line) ?? [];
      return pid && args && !state?.startsWith("Z") ? [{ pid: Number(pid), parent: Number(parent), args }] : [];
    });
