import type { FunctionConfig } from "@/inngest/engine/config";
import { type EngineEvent, keyAt } from "@/inngest/engine/event";
import type { Sql } from "@/inngest/engine/sql";

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

/** Writes down which functions there are, for whoever shows them. */
export async function tellFunctions(db: Sql, registry: Registry) {
  const rows = [...registry.functions.values()].map(({ id, name, events, crons }) => ({ id, name, events, crons }));
  await db.query(TELL, [JSON.stringify(rows)]);
}

const TELL = `
  with told as (select * from json_to_recordset($1::json) as f (id text, name text, events json, crons json)),
    gone as (delete from engine_functions where id not in (select id from told))
  insert into engine_functions (id, name, events, crons)
  select id, name, array(select json_array_elements_text(events)), array(select json_array_elements_text(crons)) from told
  on conflict (id) do update set name = excluded.name, events = excluded.events, crons = excluded.crons`;

/** What the calls of a run count against: one slot per limit of its function, told apart by the value of the limit's key. */
export const slotsOf = ({ id, concurrency = [] }: FunctionConfig, event: EngineEvent): string[] =>
  concurrency.map((limit, index) => [id, index, keyAt(event, limit.key)].join("\n"));
