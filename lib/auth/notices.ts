import "server-only";
import type { PoolClient } from "pg";
import { sqlPool } from "@/db/client";
import { LIVE_CHANNEL } from "@/lib/ingest/flush";

const AGAIN_MS = 2_000;

const waiting = new Map<number, Set<() => void>>();
let connection: Promise<PoolClient | null> | null = null;

/**
 * Wakes somebody who was let into a project when something is written in it. One connection of this process listens for everybody;
 * while it is lost, whoever waits wakes by the time they gave. What was written between two waits ends the second at once.
 */
export function noticesOf(projectId: number): { wake: (atMost: number) => Promise<void>; end: () => void } {
  let told = false;
  let wakeUp = () => {};
  const hear = () => {
    told = true;
    wakeUp();
  };
  const others = waiting.get(projectId) ?? new Set();
  waiting.set(projectId, others.add(hear));
  connection ??= listen();
  const wake = async (atMost: number) => {
    if (!told) {
      await new Promise<void>((resolve) => {
        const timer = setTimeout(resolve, atMost);
        wakeUp = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    told = false;
  };
  const end = () => {
    wakeUp();
    others.delete(hear);
    if (others.size > 0) return;
    waiting.delete(projectId);
    if (waiting.size === 0) hangUp();
  };
  return { wake, end };
}

async function listen(): Promise<PoolClient | null> {
  try {
    const client = await sqlPool.connect();
    client.once("error", () => lost(client));
    client.on("notification", ({ payload }) => {
      for (const hear of waiting.get(Number(payload)) ?? []) hear();
    });
    await client.query(`listen ${LIVE_CHANNEL}`);
    return client;
  } catch {
    again();
    return null;
  }
}

function lost(client: PoolClient) {
  client.removeAllListeners("notification");
  client.release(true);
  again();
}

function again() {
  connection = null;
  setTimeout(() => {
    if (waiting.size > 0) connection ??= listen();
  }, AGAIN_MS).unref();
}

/** Nobody looks any more: the connection goes back to be used for something else. */
function hangUp() {
  const last = connection;
  connection = null;
  void last?.then(async (client) => {
    if (!client) return;
    client.removeAllListeners("notification").removeAllListeners("error");
    await client.query(`unlisten ${LIVE_CHANNEL}`).then(
      () => client.release(),
      () => client.release(true),
    );
  });
}
