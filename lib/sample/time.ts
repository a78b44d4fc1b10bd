import "server-only";
import type { Clock } from "@/lib/clock";
import type { Scope } from "@/lib/scope";

/** A clock that stands where it was put, so that what is done happens then. */
export class PastClock implements Clock {
  #at: number;
  constructor(at: number) {
    this.#at = at;
  }
  now() {
    return new Date(this.#at);
  }
  moveTo(at: number) {
    this.#at = at;
  }
}

/** What is made, at which time: the clock is the scope's. `job` is the same as the product acts by itself. */
export type Past = { scope: Scope; job: Scope; clock: PastClock };
