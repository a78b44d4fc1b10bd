import type { NewTimer } from "@/inngest/engine/change";
import { type EngineEvent, matchKey } from "@/inngest/engine/event";
import type { Registry } from "@/inngest/engine/registry";
import type { Sql } from "@/inngest/engine/sql";

/** Which paths of which events anything waits on. It may know too many, never too few: the active worker writes all waits itself. */
export class Listeners {
  readonly #paths = new Map<string, Set<string>>();
  readonly #registry: Registry;

  private constructor(registry: Registry) {
    this.#registry = registry;
    for (const { cancel = [] } of registry.functions.values()) {
      for (const { event, if: path = "" } of cancel) this.#add(event, path);
    }
  }

  static async load(db: Sql, registry: Registry): Promise<Listeners> {
    const listeners = new Listeners(registry);
    const { rows } = await db.query<{ event_name: string; match_path: string }>(
      "select distinct event_name, match_path from engine_timers where match_key is not null",
    );
    for (const { event_name, match_path } of rows) listeners.#add(event_name, match_path);
    return listeners;
  }

  /** To be told before a wait is committed. */
  learn(timers: readonly NewTimer[]) {
    for (const { match } of timers) if (match) this.#add(match.eventName, match.path);
  }

  #add(eventName: string, path: string) {
    const paths = this.#paths.get(eventName);
    if (paths) paths.add(path);
    else this.#paths.set(eventName, new Set([path]));
  }

  /** Whether an event of this name could start or wake anything. */
  hears = (eventName: string): boolean => this.#registry.hears(eventName) || this.#paths.has(eventName);

  /** The keys under which waits for this event are found. */
  keysOf = (event: EngineEvent): string[] => [...(this.#paths.get(event.name) ?? [])].map((path) => matchKey(event.name, path, event));
}
