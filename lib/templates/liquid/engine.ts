import { Liquid, type Template } from "liquidjs";

/** What one email may cost. The engine's own limits leak (an empty loop escapes them), so a clock outside it watches as well. */
export const LIMITS = { source: 600_000, output: 1024 * 1024, renderMillis: 300, memory: 1e7 } as const;

export type Values = Readonly<Record<string, unknown>>;
/** HTML bodies escape every value; subjects are text. */
export type Kind = "html" | "text";

/** Nothing that reads files, keeps state between visits, or writes what it did not escape. */
const TAGS = new Set(["assign", "capture", "case", "comment", "for", "break", "continue", "if", "unless", "#"]);
/** `raw` would let a value bring markup; `sample` answers differently every time. */
const NO_FILTERS = ["raw", "sample"];

const engines: Record<Kind, Liquid> = { html: makeEngine({ outputEscape: "escape" }), text: makeEngine({}) };

export const parseLiquid = (source: string, kind: Kind): Template[] => engines[kind].parse(source);

/** The same source and values give the same text, on any machine, at any time. */
export function renderLiquid(template: Template[], kind: Kind, values: Values): string {
  const text: unknown = engines[kind].renderSync(template, values);
  const rendered = String(text);
  if (rendered.length > LIMITS.output) throw new Error("It becomes larger than 1 MB.");
  return rendered;
}

/** What a template speaks of that it does not set itself, each as a path: `["customer", "first_name"]`. */
export const pathsIn = (template: Template[]): string[][] =>
  engines.text.globalVariableSegmentsSync(template, { partials: false }).map((segments) => {
    const dynamic = segments.findIndex((segment) => typeof segment !== "string");
    return (dynamic === -1 ? segments : segments.slice(0, dynamic)) as string[];
  });

function makeEngine(escaping: { outputEscape?: "escape" }): Liquid {
  const engine = new Liquid({
    ...escaping,
    strictFilters: true,
    ownPropertyOnly: true,
    templates: {}, // without this, `include` would read the server's files
    locale: "en-US",
    timezoneOffset: "UTC",
    parseLimit: LIMITS.source,
    renderLimit: LIMITS.renderMillis,
    memoryLimit: LIMITS.memory,
  });
  for (const name of Object.keys(engine.tags)) if (!TAGS.has(name)) delete engine.tags[name];
  for (const name of NO_FILTERS) delete engine.filters[name];
  frozenDates(engine);
  return engine;
}

type DateFilter = (this: { context: { getSync(path: string[]): unknown } }, value: unknown, format?: unknown, zone?: unknown) => unknown;

/** `"now" | date` is the time of sending, in the project's zone. Widths in a format are cut: `%9000000d` would be 9 MB. */
function frozenDates(engine: Liquid) {
  const date = engine.filters.date as DateFilter;
  engine.registerFilter("date", function (this: ThisParameterType<DateFilter>, value: unknown, format?: unknown, zone?: unknown) {
    const at = value === "now" || value === "today" ? this.context.getSync(["sent_at"]) : value;
    const bounded = typeof format === "string" ? format.replace(/%([-_0^#:]*)\d{3,}/g, "%$1") : format;
    return date.call(this, at, bounded, zone ?? this.context.getSync(["time_zone"]));
  });
}
