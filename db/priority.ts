import { readFileSync } from "node:fs";
import os from "node:os";
import type { PoolClient } from "pg";

/**
 * Gives the server's side of a connection the priority of this process, if that is a low one and both are on this machine: what is done in
 * the background must not hold up who waits for a page, in the database neither. Elsewhere, or where it is not allowed, nothing changes.
 */
export function sharePriority(connection: PoolClient) {
  const own = os.getPriority();
  const { processID: pid, connection: wire } = connection as unknown as {
    processID?: number;
    connection?: { stream?: { localPort?: number } };
  };
  const port = wire?.stream?.localPort;
  if (own <= 0 || !pid || !port || !isServerOf(pid, port)) return;
  try {
    os.setPriority(pid, own);
  } catch {
    // another user's process
  }
}

/** Postgres names each of its processes after the connection that it serves, so one of another machine is never taken for one of here. */
function isServerOf(pid: number, port: number): boolean {
  try {
    return new RegExp(`^postgres: .*\\(${port}\\)`).test(readFileSync(`/proc/${pid}/cmdline`, "utf8"));
  } catch {
    return false;
  }
}
