import type { SqlPool } from "@/db/client";
import { apply } from "@/inngest/engine/apply";
import type { Change } from "@/inngest/engine/change";
import type { Clock } from "@/lib/clock";
import type { Listeners } from "@/inngest/engine/listeners";
import { isRefusal, transaction } from "@/inngest/engine/sql";

type Entry = { change: Change; settle: (counted: boolean) => void; refuse: (error: unknown) => void };

const LARGEST_BATCH = 200;
const PAUSE = 100;

/**
 * Writes the changes of all calls in flight, together: whatever arrives during one commit goes into the next, so that a hundred calls cost
 * one commit and a single one waits for nobody. While the database is away it keeps trying.
 */
export class Journal {
  #waiting: Entry[] = [];
  #writing: Promise<void> | undefined;
  #closed = false;

  constructor(
    readonly db: SqlPool,
    readonly listeners: Listeners,
    readonly clock: Clock,
    readonly written: (changes: readonly Change[]) => void,
  ) {}

  /** Resolves when the change is safe, with whether it counted. Rejects if it can never be written, or the journal was closed. */
  write(change: Change): Promise<boolean> {
    return new Promise((settle, refuse) => {
      this.#waiting.push({ change, settle, refuse });
      this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
    });
  }

  /** Gives up what is not written yet. */
  close() {
    this.#closed = true;
  }

  async #drain() {
    await null; // lets everything that is ready at this moment into the first batch
    while (this.#waiting.length > 0) {
      const batch = this.#waiting.splice(0, LARGEST_BATCH);
      await this.#commit(batch);
      this.written(batch.map(({ change }) => change));
    }
  }

  async #commit(batch: Entry[]): Promise<void> {
    for (;;) {
      if (this.#closed) return settleAll(batch, ({ refuse }) => refuse(new Error("The engine is no longer active.")));
      try {
        const setting = { now: this.clock.now(), listeners: this.listeners };
        const counted = await transaction(this.db, (tx) =>
          apply(
            tx,
            batch.map(({ change }) => change),
            setting,
          ),
        );
        return settleAll(batch, ({ settle }, index) => settle(counted[index] ?? false));
      } catch (error) {
        if (isRefusal(error)) return this.#refuse(batch, error);
        await new Promise((resolve) => setTimeout(resolve, PAUSE));
      }
    }
  }

  /** One change that Postgres refuses must not sink those it was batched with. */
  async #refuse(batch: Entry[], error: unknown) {
    if (batch.length === 1) return batch[0]?.refuse(error);
    for (const entry of batch) await this.#commit([entry]);
  }
}

function settleAll(batch: readonly Entry[], settle: (entry: Entry, index: number) => void) {
  for (const [index, entry] of batch.entries()) settle(entry, index);
}
