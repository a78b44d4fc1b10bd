import "server-only";
import type { Call, Source } from "@/lib/events/schema";
import { isObject, type Said } from "@/lib/ingest/body";
import type { Refusal } from "@/lib/ingest/item";
import { Unfit } from "@/lib/ingest/problems";
import { recordCalls } from "@/lib/ingest/record";
import type { Scope } from "@/lib/scope";

/** One item of a batch that was refused, as its sender is told. */
export type RejectedItem = { index: number; field: string | null; reason: string };

type Read = (said: Said, index: number) => Call | Call[] | null;

const MAX_BATCH = 2_500;
/** Refusals kept of one request: enough to see what is wrong with a sender, too few to fill a disk with. */
const KEPT_REFUSALS = 100;

/** The items of one request: each is read by itself, so a bad one is refused with its place and reason and sinks no other. */
export class Telling {
  readonly #calls: { index: number; call: Call }[] = [];
  readonly #rejected: RejectedItem[] = [];
  readonly #refused: Refusal[] = [];

  constructor(
    readonly source: Source,
    readonly receivedAt: Date,
    readonly address?: string | undefined,
  ) {}

  /** Reads each item as a call, or as several; null is an item that asks for nothing. */
  readAll(items: readonly unknown[], read: Read) {
    for (const [index, said] of items.entries()) this.#read(said, index, read);
  }

  #read(said: unknown, index: number, read: Read) {
    try {
      if (index >= MAX_BATCH) throw new Unfit(null, `a request carries at most ${MAX_BATCH} calls. Send the rest in another one.`);
      if (!isObject(said)) throw new Unfit(null, "is not an object.");
      for (const call of [read(said, index) ?? []].flat()) this.#calls.push({ index, call });
    } catch (error) {
      if (!(error instanceof Unfit)) throw error;
      const { field, message: reason } = error;
      this.#rejected.push({ index, field, reason });
      if (this.#refused.length < KEPT_REFUSALS) this.#refused.push({ field, reason, payload: said });
    }
  }

  /** Records what could be read. Answers what was refused, here or there, once the rest is committed. */
  async record(scope: Scope): Promise<RejectedItem[]> {
    const { source, receivedAt, address } = this;
    const calls = this.#calls.map(({ call }) => call);
    const outcomes = await recordCalls(scope, calls, { source, receivedAt, address, refused: this.#refused });
    const refused = outcomes.flatMap((outcome, i) => {
      if (outcome.state !== "rejected") return [];
      return [{ index: this.#calls[i]!.index, field: outcome.field, reason: outcome.reason }];
    });
    return [...this.#rejected, ...refused].sort((a, b) => a.index - b.index);
  }
}

/** Records the one call of a request, or throws `Unfit` with the field that is wrong. */
export async function recordOne(scope: Scope, telling: Telling, said: Said, read: Read): Promise<void> {
  telling.readAll([said], read);
  const [refused] = await telling.record(scope);
  if (refused) throw new Unfit(refused.field, refused.reason);
}
