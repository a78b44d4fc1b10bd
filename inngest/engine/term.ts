import type { Logger } from "pino";
import type { SqlPool } from "@/db/client";
import type { Clock } from "@/lib/clock";
import { type Memoised, perform } from "@/inngest/engine/call";
import type { Change } from "@/inngest/engine/change";
import { claim, type Claimed } from "@/inngest/engine/claim";
import { keepSchedules } from "@/inngest/engine/cron";
import { type Source, takeIn } from "@/inngest/engine/intake";
import { Journal } from "@/inngest/engine/journal";
import { Listeners } from "@/inngest/engine/listeners";
import { type Loop, startLoop } from "@/inngest/engine/loop";
import type { Registry } from "@/inngest/engine/registry";
import type { Sdk } from "@/inngest/engine/sdk";
import { Slots } from "@/inngest/engine/slots";
import { forgetOld, wakeForgotten } from "@/inngest/engine/sweep";
import { fire, nextDue } from "@/inngest/engine/timers";

export type Engine = {
  db: SqlPool;
  sdk: Sdk;
  registry: Registry;
  clock: Clock;
  logger: Logger;
  capacity: number;
  poll: number;
  source?: Source;
};

const SWEEP = 60_000;

/** What the active worker does under one epoch. A new leader begins a new term; whatever an old one still writes does not count. */
export class Term {
  readonly #inFlight = new Set<Promise<void>>();
  readonly #journal: Journal;
  readonly #slots: Slots;
  readonly #intake: Loop;
  readonly #calls: Loop;
  readonly #others: Loop[];

  static async begin(engine: Engine, epoch: number): Promise<Term> {
    await keepSchedules(engine.db, engine.registry, engine.clock.now());
    return new Term(engine, epoch, await Listeners.load(engine.db, engine.registry));
  }

  private constructor(
    readonly engine: Engine,
    readonly epoch: number,
    readonly listeners: Listeners,
  ) {
    const { db, registry, clock, logger, capacity, poll, source } = engine;
    const setting = () => ({ now: clock.now(), listeners });
    this.#slots = new Slots(registry, capacity);
    this.#journal = new Journal(db, listeners, clock, (changes) => this.#written(changes));
    this.#calls = startLoop("calls", poll, () => this.#claim(), logger);
    const thenCall = async (work: Promise<boolean>) => {
      const did = await work;
      if (did) this.#calls.poke();
      return did;
    };
    this.#intake = startLoop("intake", poll, () => thenCall(takeIn(db, source, registry, setting(), logger)), logger);
    const timers = async () => (await thenCall(fire(db, registry, setting()))) || this.#untilNextTimer();
    const sweep = async () => (await thenCall(wakeForgotten(db, clock.now(), logger))) || forgetOld(db, clock.now());
    this.#others = [startLoop("timers", poll, timers, logger), startLoop("sweep", SWEEP, sweep, logger)];
  }

  /** Something was sent or promised. */
  poke() {
    this.#intake.poke();
  }

  /** Takes nothing new, waits for calls in flight as long as `patience` says, and gives the others back. */
  async drain(patience: number) {
    await Promise.all([this.#intake, this.#calls, ...this.#others].map((loop) => loop.stop()));
    const ended = Promise.all(this.#inFlight);
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
    this.#journal.close();
    await this.engine.db
      .query("update engine_calls set epoch = 0, claims = claims - 1 where epoch = $1", [this.epoch])
      .catch(() => undefined);
  }

  /** Another worker has taken over: nothing that this one still does would count. */
  abandon() {
    this.#journal.close();
    for (const loop of [this.#intake, this.#calls, ...this.#others]) void loop.stop();
  }

  async #claim(): Promise<boolean> {
    const { db, registry } = this.engine;
    const room = this.#slots.room;
    if (room <= 0) return false;
    const claimed = await claim(db, this.epoch, [...registry.functions.keys()], this.#slots, room);
    if (claimed.length === 0) return false;
    const steps = await loadSteps(
      db,
      claimed.map(({ runId }) => runId),
    ).catch((error: unknown) => {
      for (const call of claimed) this.#slots.free(call);
      throw error;
    });
    for (const call of claimed) this.#start(call, steps.get(call.runId) ?? []);
    return true;
  }

  #start(call: Claimed, steps: Memoised[]) {
    const { sdk, registry, clock, logger } = this.engine;
    const performed = perform(call, steps, { sdk, registry, journal: this.#journal, epoch: this.epoch, now: () => clock.now() })
      .catch((error: unknown) =>
        logger.warn({ err: error, run: call.runId, function: call.functionId }, "The outcome of a call was not written."),
      )
      .finally(() => {
        this.#inFlight.delete(performed);
        this.#slots.free(call);
        this.#calls.poke();
      });
    this.#inFlight.add(performed);
  }

  #written(changes: readonly Change[]) {
    if (changes.some(({ keeps }) => !keeps)) this.#calls.poke();
    if (changes.some(({ end }) => end) && ENDINGS.some(this.listeners.hears)) this.#intake.poke();
  }

  /** Nothing is ever due sooner than a second from now, so looking once a second and then sleeping until the next timer is exact. */
  async #untilNextTimer(): Promise<number> {
    const { db, registry, clock, poll } = this.engine;
    const next = await nextDue(db, registry);
    return next ? Math.max(1, next.getTime() - clock.now().getTime()) : poll;
  }
}

const ENDINGS = ["inngest/function.finished", "inngest/function.failed", "inngest/function.cancelled"];

async function loadSteps(db: SqlPool, runIds: string[]): Promise<Map<string, Memoised[]>> {
  const { rows } = await db.query<Memoised & { runId: string }>(
    `select run_id as "runId", step_id as "stepId", result from engine_steps where run_id = any($1::uuid[]) order by position`,
    [runIds],
  );
  return Map.groupBy(rows, ({ runId }) => runId);
}
