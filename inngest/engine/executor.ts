import type { Inngest, InngestFunction } from "inngest";
import type { Logger } from "pino";
import type { SqlPool } from "@/db/client";
import { type Clock, systemClock } from "@/lib/clock";
import { readConfigs } from "@/inngest/engine/config";
import { schedulesOf } from "@/inngest/engine/cron";
import { ENGINE_CHANNEL } from "@/inngest/engine/event";
import type { Source } from "@/inngest/engine/intake";
import { seekLeadership } from "@/inngest/engine/leader";
import { listen } from "@/inngest/engine/listen";
import { Registry } from "@/inngest/engine/registry";
import { inProcessSdk, type Sdk } from "@/inngest/engine/sdk";
import { Term } from "@/inngest/engine/term";

export type Executor = {
  /** Stops taking work, lets what is going on end for at most `patience` milliseconds, and makes room for another worker. */
  stop(patience?: number): Promise<void>;
};

type Options = {
  db: SqlPool;
  client: Inngest.Like;
  functions: readonly InngestFunction.Like[];
  logger: Logger;
  clock?: Clock;
  /** How many calls may be in flight. */
  capacity?: number;
  /** How often to look for work that no notification told of, in milliseconds. */
  poll?: number;
  source?: Source;
  /** Stands in for the SDK when recorded answers are replayed. */
  sdk?: Sdk;
};

const PATIENCE = 8_000; // below the ten seconds after which the launcher kills

/**
 * Runs the functions on this database: this worker becomes the active one as soon as no other is. Rejects, with the name of the function and
 * of what it asks for, if one of them needs what the built-in engine does not offer.
 */
export async function startExecutor({
  client,
  functions,
  clock = systemClock,
  capacity = 48,
  poll = 1_000,
  ...options
}: Options): Promise<Executor> {
  const { db, logger, source, sdk = inProcessSdk(client, functions) } = options;
  const registry = new Registry(readConfigs(await sdk.register()));
  schedulesOf(registry, clock.now()); // so that one which cannot be read is told now and not at its time
  const engine = { db, sdk, registry, clock, logger, capacity, poll, ...(source && { source }) };
  let term: Term | undefined;
  const office = {
    async begin(epoch: number) {
      term = await Term.begin(engine, epoch);
    },
    lose() {
      term?.abandon();
      term = undefined;
    },
  };
  const leadership = seekLeadership(db, office, logger);
  const ears = listen(db, source ? [ENGINE_CHANNEL, source.channel] : [ENGINE_CHANNEL], () => term?.poke(), logger);
  return {
    async stop(patience = PATIENCE) {
      await ears.stop();
      await leadership.settle();
      await term?.drain(patience);
      await leadership.resign();
    },
  };
}
