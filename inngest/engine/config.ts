import { z } from "zod";
import { keyPath, matchedPath } from "@/inngest/engine/event";
import { millisOf } from "@/inngest/engine/time";

const many = <T extends z.ZodType>(item: T) => z.union([z.array(item), item.transform((one) => [one])]);
const key = z.string().transform((text, ctx) => keyPath(text) ?? refuse(ctx, `the key \`${text}\`, which is more than a plain path`));
const period = z.string().transform((text, ctx) => millisOf(text) ?? refuse(ctx, `the period "${text}"`));
const match = z.string().transform((text, ctx) => matchedPath(text) ?? refuse(ctx, `the expression \`${text}\``));
const limit = z.int().positive();

function refuse(ctx: z.RefinementCtx, what: string): never {
  ctx.addIssue({ code: "custom", message: what });
  return z.NEVER;
}

const concurrency = z.union([
  limit.transform((n) => ({ limit: n })),
  z.strictObject({ limit, key: key.optional(), scope: z.literal("fn").optional() }),
]);

/** What the built-in engine can do, in the words in which the SDK registers a function. Strict: what is not here is refused, never ignored. */
const Registered = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(
    z.union([z.strictObject({ event: z.string(), expression: z.string().optional() }), z.strictObject({ cron: z.string() })]),
  ),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.int().min(0).max(20) }).optional() }) }),
  concurrency: many(concurrency).optional(),
  throttle: z.strictObject({ limit, period, key: key.optional(), burst: limit.optional() }).optional(),
  debounce: z.strictObject({ period, key: key.optional(), timeout: period.optional() }).optional(),
  batchEvents: z.strictObject({ maxSize: limit, timeout: period, key: key.optional() }).optional(),
  cancel: z.array(z.strictObject({ event: z.string(), if: match.optional(), timeout: period.optional() })).optional(),
  timeouts: z.strictObject({ start: period.optional(), finish: period.optional() }).optional(),
});

type Parsed = z.output<typeof Registered>;

/** A function as the engine runs it. `failuresOf` is set for a failure handler: it takes `inngest/function.failed` of that function only. */
export type FunctionConfig = Omit<Parsed, "steps" | "triggers"> & {
  maxAttempts: number;
  events: string[];
  crons: string[];
  failuresOf?: string;
};

const FAILURE = /^event\.data\.function_id == '([^']+)'$/;
const DEFAULT_RETRIES = 4;

/** Reads the functions as the SDK registers them. Whatever the built-in engine does not offer is refused, with the function's name and the thing's. */
export function readConfigs(registered: unknown[]): FunctionConfig[] {
  const configs = registered.map(readConfig);
  for (const { id } of configs) {
    if (configs.filter((other) => other.id === id).length > 1) throw new Error(`Two functions have the id "${id}". Rename one of them.`);
  }
  return configs;
}

function readConfig(registered: unknown): FunctionConfig {
  const parsed = Registered.safeParse(JSON.parse(JSON.stringify(registered)));
  const { id } = registered as { id: string };
  if (!parsed.success) throw refusal(id, wordsOf(parsed.error));
  const { steps, triggers, ...config } = parsed.data;
  const events = triggers.filter((trigger) => "event" in trigger);
  const conditions = events.flatMap(({ expression }) => expression ?? []);
  const failuresOf = conditions.map((condition) => FAILURE.exec(condition)?.[1])[0];
  if (conditions.length > 0 && (failuresOf === undefined || events.length > 1))
    throw refusal(id, `the trigger's condition \`${conditions[0]}\``);
  return {
    ...config,
    maxAttempts: (steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    events: events.map(({ event }) => event),
    crons: triggers.flatMap((trigger) => ("cron" in trigger ? trigger.cron : [])),
    ...(failuresOf !== undefined && { failuresOf }),
  };
}

const refusal = (id: string, what: string) =>
  new Error(`The function "${id}" asks for ${what}, which the built-in engine does not offer. Do without it, or run on Inngest.`);

function wordsOf({ issues }: z.ZodError): string {
  const flat = issues.flatMap((issue) => (issue.code === "invalid_union" ? issue.errors.flat() : issue));
  const told = flat.find(({ code }) => code === "custom") ?? flat.find(({ code }) => code === "unrecognized_keys") ?? issues[0]!;
  const place = told === issues[0] || issues[0]!.path.length === 0 ? told.path : [...issues[0]!.path, ...told.path];
  const where = place.filter((part) => typeof part === "string").join(".");
  if (told.code === "unrecognized_keys") return [where, ...told.keys.slice(0, 1)].filter(Boolean).join(".");
  return told.code === "custom" ? `${told.message} in ${where}` : `${where} as it is given`;
}
