import { isRefusal } from "@/inngest/engine/sql";

type Entry<T> = { item: T; settle: (counted: boolean) => void; refuse: (error: unknown) => void };

const LARGEST_BATCH = 200;
const PAUSE = 100;

/**
 * Writes what all calls in flight have to write, together: whatever arrives during one commit goes into the next, so that a hundred calls cost
 * one commit and a single one waits for nobody. While the database is away it keeps trying, so `commit` must be such that repeating is harmless.
 */
export class Batcher<T> {
  #waiting: Entry<T>[] = [];
  #writing: Promise<void> | undefined;
  #closed = false;

  /** `commit` writes a batch as a whole and answers for each of its items whether it counted. */
  constructor(readonly commit: (batch: T[]) => Promise<boolean[]>) {}

  /** Resolves when the item is safe, with whether it counted. Rejects if it can never be written, or the batcher was closed. */
  write(item: T): Promise<boolean> {
    return new Promise((settle, refuse) => {
      this.#waiting.push({ item, settle, refuse });
      this.#writing ??= this.#drain().finally(() => (this.#writing = undefined));
    });
  }

  /** Gives up what is not written yet. */
  close() {
    this.#closed = true;
  }

  async #drain() {
    await null; // lets everything that is ready at this moment into the first batch
    while (this.#waiting.length > 0) await this.#write(this.#waiting.splice(0, LARGEST_BATCH));
  }

  /** One item that Postgres refuses does not sink those it was batched with. */
  async #write(batch: Entry<T>[]): Promise<void> {
    const refuseAll = (error: unknown) => batch.forEach(({ refuse }) => void refuse(error));
    for (;;) {
      if (this.#closed) return refuseAll(new Error("The engine is no longer active."));
      try {
        const counted = await this.commit(batch.map(({ item }) => item));
        return batch.forEach(({ settle }, index) => void settle(counted[index] ?? false));
      } catch (error) {
        if (!isRefusal(error)) await new Promise((resolve) => setTimeout(resolve, PAUSE));
        else if (batch.length === 1) return refuseAll(error);
        else return void (await Array.fromAsync(batch, (entry) => this.#write([entry])));
      }
    }
  }
}
