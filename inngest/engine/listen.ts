import type { PoolClient } from "pg";
import type { Logger } from "pino";
import type { SqlPool } from "@/db/client";
import { startLoop } from "@/inngest/engine/loop";

const LOOK = 2_000;

/** Calls `heard` whenever another process notifies one of the channels. A lost connection is made anew; whoever relies on it must also look by itself. */
export function listen(db: SqlPool, channels: readonly string[], heard: () => void, logger: Logger): { stop(): Promise<void> } {
  let connection: PoolClient | undefined;
  const connect = async () => {
    if (connection) return false;
    const fresh = await db.connect();
    const lost = () => {
      if (connection !== fresh) return;
      connection = undefined;
      fresh.release(true);
      loop.poke();
    };
    connection = fresh;
    fresh.on("notification", heard).on("error", lost).on("end", lost);
    try {
      for (const channel of channels) await fresh.query(`listen ${channel}`);
    } catch (error) {
      lost();
      throw error;
    }
    heard(); // for what was said while nobody listened
    return false;
  };
  const loop = startLoop("listen", LOOK, connect, logger);
  return {
    async stop() {
      await loop.stop();
      const last = connection;
      connection = undefined;
      last?.release(true);
    },
  };
}
