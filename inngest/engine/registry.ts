import type { FunctionConfig } from "@/inngest/engine/config";
import { type EngineEvent, valueAt } from "@/inngest/engine/event";

/** The functions of this process, found by what concerns them. */
export class Registry {
  readonly functions: ReadonlyMap<string, FunctionConfig>;
  readonly #byEvent = new Map<string, FunctionConfig[]>();
  readonly #byPrefix: [prefix: string, fn: FunctionConfig][] = [];

  constructor(configs: readonly FunctionConfig[]) {
    this.functions = new Map(configs.map((config) => [config.id, config]));
    for (const config of configs) {
      for (const name of config.events) {
        if (name.endsWith("*")) this.#byPrefix.push([name.slice(0, -1), config]);
        else this.#byEvent.set(name, [...(this.#byEvent.get(name) ?? []), config]);
      }
    }
  }

  /** The functions that an event starts, each once. */
  startedBy({ name, data }: EngineEvent): FunctionConfig[] {
    const found = new Set([
      ...(this.#byEvent.get(name) ?? []),
      ...this.#byPrefix.flatMap(([prefix, fn]) => (name.startsWith(prefix) ? [fn] : [])),
    ]);
    return [...found].filter(({ failuresOf }) => failuresOf === undefined || failuresOf === data.function_id);
  }

  /** Whether any function begins with an event of this name, so that it is worth sending. */
  hears = (name: string): boolean => this.#byEvent.has(name) || this.#byPrefix.some(([prefix]) => name.startsWith(prefix));

  /** How many calls may run at once in a slot. */
  limitOf(slot: string): number {
    const [functionId = "", index = ""] = slot.split("\n");
    return this.functions.get(functionId)?.concurrency?.[Number(index)]?.limit ?? Number.POSITIVE_INFINITY;
  }
}

/** What the calls of a run count against: one slot per limit of its function, told apart by the value of the limit's key. */
export const slotsOf = ({ id, concurrency = [] }: FunctionConfig, event: EngineEvent): string[] =>
  concurrency.map((limit, index) => [id, index, limit.key ? JSON.stringify(valueAt(event, limit.key)) : ""].join("\n"));
