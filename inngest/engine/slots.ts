import type { Registry } from "@/inngest/engine/registry";

type Holder = { projectId: number; slots: readonly string[] };

/** The slot of calls in whose middle workers have ended: at most one of them is in flight, so that it alone is to blame for the next end. */
export const SUSPECTS = "suspects";

/**
 * What the calls in flight hold: a place in the worker, and one in each of their function's limits. One project may fill three quarters of
 * the worker, so that another's call need not wait until one of its long ones ends. Only the active worker calls, so memory is enough.
 */
export class Slots {
  readonly #held = new Map<string, number>();
  readonly #ofProject = new Map<number, number>();
  readonly #mostOfProject: number;
  #count = 0;

  constructor(
    readonly registry: Registry,
    readonly capacity: number,
  ) {
    this.#mostOfProject = Math.max(1, Math.floor(capacity * 0.75));
  }

  get room(): number {
    return this.capacity - this.#count;
  }

  /** The limits that are reached. */
  full(): string[] {
    return [...this.#held].flatMap(([slot, count]) => (count >= this.#limitOf(slot) ? slot : []));
  }

  /** The projects that fill their part of the worker. */
  fullProjects(): number[] {
    return [...this.#ofProject.keys()].filter((id) => this.#countOf(id) >= this.#mostOfProject);
  }

  /** Takes a place for a call, if there is one for it. */
  take({ projectId, slots }: Holder): boolean {
    if (this.room <= 0 || this.#countOf(projectId) >= this.#mostOfProject) return false;
    if (slots.some((slot) => (this.#held.get(slot) ?? 0) >= this.#limitOf(slot))) return false;
    this.#add({ projectId, slots }, 1);
    return true;
  }

  free(holder: Holder) {
    this.#add(holder, -1);
  }

  #limitOf(slot: string): number {
    return slot === SUSPECTS ? 1 : this.registry.limitOf(slot);
  }

  #countOf(projectId: number): number {
    return projectId === 0 ? 0 : (this.#ofProject.get(projectId) ?? 0);
  }

  #add({ projectId, slots }: Holder, by: 1 | -1) {
    this.#count += by;
    change(this.#ofProject, projectId, by);
    for (const slot of slots) change(this.#held, slot, by);
  }
}

function change<K>(counts: Map<K, number>, key: K, by: number) {
  const count = (counts.get(key) ?? 0) + by;
  if (count === 0) counts.delete(key);
  else counts.set(key, count);
}
