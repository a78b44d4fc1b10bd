import type { Logger } from "pino";
import type { SqlPool } from "@/db/client";
import type { Executor } from "@/inngest/engine/executor";
import { listen } from "@/inngest/engine/listen";
import { startLoop } from "@/inngest/engine/loop";

const POLL = 1_000;

/** What the worker does where an Inngest server runs the functions: it passes on what was promised, as soon as it is told of it. */
export function startRelaying(db: SqlPool, channel: string, relay: () => Promise<void>, logger: Logger): Executor {
  const loop = startLoop("relay", POLL, () => relay().then(() => false), logger);
  const ears = listen(db, [channel], loop.poke, logger);
  return {
    async stop() {
      await ears.stop();
      await loop.stop();
    },
  };
}
