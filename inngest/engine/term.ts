import type { Logger } from "pino";
import type { SqlPool } from "@/db/client";
import { apply } from "@/inngest/engine/apply";
import { Batcher } from "@/inngest/engine/batcher";
import { perform } from "@/inngest/engine/call";
import type { Change, Saving } from "@/inngest/engine/change";
import { type Claimed, claim } from "@/inngest/engine/claim";
import { keepSchedules } from "@/inngest/engine/cron";
import { type Source, takeIn } from "@/inngest/engine/intake";
import { Listeners } from "@/inngest/engine/listeners";
import { whileLeading } from "@/inngest/engine/leader";
import { type Loop, startLoop } from "@/inngest/engine/loop";
import { type Registry, tellFunctions } from "@/inngest/engine/registry";
import { saveMeanwhile } from "@/inngest/engine/rows";
import type { Sdk } from "@/inngest/engine/sdk";
import { Slots } from "@/inngest/engine/slots";
import { transaction } from "@/inngest/engine/sql";
import { forgetOld, stopUnknown, wakeForgotten } from "@/inngest/engine/sweep";
import { fire, nextDue } from "@/inngest/engine/timers";
import type { Clock } from "@/lib/clock";

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
const BREATH = 4; // milliseconds: a tenth of what a busy worker spends on looks, for nothing that anybody notices

/** What the active worker does under one epoch. A new leader begins a new term; whatever an old one still writes does not count. */
export class Term {
  readonly #inFlight = new Map<number, Promise<void>>();
  readonly #saves: Batcher<Saving>;
  readonly #changes: Batcher<Change>;
  readonly #slots: Slots;
  readonly #intake: Loop;
  readonly #calls: Loop;
  readonly #others: Loop[];
  readonly #begun = performance.now();
  #astray = false;

  /** What older epochs hold is taken from them first, so that nothing they still write can count, or be unknown to this one. */
  static async begin(engine: Engine, epoch: number): Promise<Term> {
    const { db, registry, clock } = engine;
    await transaction(db, async (tx) => {
      await whileLeading(tx, epoch); // whoever was slow to begin takes nothing from the leader after them
      await tx.query("update engine_calls set epoch = 0 where epoch <> 0");
      await tellFunctions(tx, registry);
      await keepSchedules(tx, registry, clock.now());
    });
    return new Term(engine, epoch, await Listeners.load(db, registry));
  }

  private constructor(
    readonly engine: Engine,
    readonly epoch: number,
    readonly listeners: Listeners,
  ) {
    const { db, registry, clock, logger, capacity, poll, source } = engine;
    const setting = () => ({ now: clock.now(), listeners, epoch });
    this.#slots = new Slots(registry, capacity);
    this.#saves = new Batcher((batch) => saveMeanwhile(db, batch, clock.now()));
    this.#changes = new Batcher((batch) => this.#write(batch));
    this.#calls = startLoop("calls", poll, () => this.#claim(), logger, BREATH);
    const thenCall = async (work: Promise<boolean>) => {
      const did = await work;
      if (did) this.#calls.poke();
      return did;
    };
    this.#intake = startLoop("intake", poll, () => thenCall(takeIn(db, source, registry, setting, logger)), logger, BREATH);
    const timers = async () => (await thenCall(fire(db, registry, setting()))) || this.#untilNextTimer();
    const sweep = async () => {
      this.#astray = true; // a claim whose connection was cut may have been committed after it was given back
      await stopUnknown(db, [...registry.functions.keys()], clock.now(), logger);
      return (await thenCall(wakeForgotten(db, clock.now(), logger))) || forgetOld(db, clock.now());
    };
    this.#others = [startLoop("timers", poll, timers, logger), startLoop("sweep", SWEEP, sweep, logger)];
  }

  /** Something was sent or promised. */
  poke() {
    this.#intake.poke();
  }

  /** Takes nothing new, waits for calls in flight as long as `patience` says, and gives the others back. */
  async drain(patience: number) {
    await Promise.all([this.#intake, this.#calls, ...this.#others].map((loop) => loop.stop()));
    const ended = Promise.all(this.#inFlight.values());
    await Promise.race([ended, new Promise((resolve) => setTimeout(resolve, patience).unref())]);
    this.#close();
    await this.engine.db.query(GIVE_BACK, [this.epoch]).catch(() => undefined);
  }

  /** Another worker has taken over: nothing that this one still does would count. */
  abandon() {
    this.#close();
    for (const loop of [this.#intake, this.#calls, ...this.#others]) void loop.stop();
  }

  #close() {
    this.#saves.close();
    this.#changes.close();
  }

  async #claim(): Promise<boolean> {
    const { db, registry } = this.engine;
    const room = this.#slots.room;
    if (room <= 0) return false;
    if (this.#astray) await db.query(GIVE_BACK_ASTRAY, [this.epoch, [...this.#inFlight.keys()]]);
    this.#astray = false;
    const claimed = await claim(db, this.epoch, [...registry.functions.keys()], this.#slots, room, performance.now() - this.#begun).catch(
      (error: unknown) => {
        this.#astray = true; // it may have been committed all the same
        throw error;
      },
    );
    for (const call of claimed) this.#start(call);
    if (claimed.some(({ functionId }) => this.engine.source?.waitsFor(functionId))) this.#intake.poke();
    return claimed.length > 0;
  }

  #start(call: Claimed) {
    const { sdk, registry, clock, logger } = this.engine;
    const caller = {
      sdk,
      registry,
      epoch: this.epoch,
      now: () => clock.now(),
      save: (saving: Saving) => this.#saves.write(saving),
      write: (change: Change) => this.#changes.write(change),
    };
    const performed = perform(call, caller)
      .catch((error: unknown) => {
        logger.warn({ err: error, run: call.runId }, "The outcome of a call was not written.");
        this.#astray = true;
      })
      .finally(() => {
        this.#inFlight.delete(call.id);
        this.#slots.free(call);
        this.#calls.poke();
      });
    this.#inFlight.set(call.id, performed);
  }

  async #write(batch: readonly Change[]): Promise<boolean[]> {
    const { db, clock } = this.engine;
    const counted = await transaction(db, (tx) => apply(tx, batch, { now: clock.now(), listeners: this.listeners, epoch: this.epoch }));
    this.#calls.poke();
    if (batch.some(({ end }) => end && [end.status, "finished"].some((name) => this.listeners.hears(`inngest/function.${name}`))))
      this.#intake.poke();
    return counted;
  }

  /** Nothing is ever due sooner than a second from now, so looking once a second and then sleeping until the next timer is exact. */
  async #untilNextTimer(): Promise<number> {
    const { db, registry, clock, poll } = this.engine;
    const next = await nextDue(db, registry);
    return next ? Math.max(1, next.getTime() - clock.now().getTime()) : poll;
  }
}

/** What this epoch holds and nobody works on: the answer of a claim was lost, or an outcome could not be written. */
const GIVE_BACK_ASTRAY = "update engine_calls set epoch = 0 where epoch = $1 and id <> all($2::bigint[])";
const GIVE_BACK = "update engine_calls set epoch = 0, claims = claims - 1 where epoch = $1";
