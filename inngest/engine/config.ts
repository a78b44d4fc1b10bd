import { z } from "zod";
import { keyPath, matchedPath } from "@/inngest/engine/event";
import { millisOf } from "@/inngest/engine/time";

const key = z.string().transform((text, ctx) => keyPath(text) ?? refuse(ctx, `the key \`${text}\`, which is more than a plain path`));
const period = z.string().transform((text, ctx) => millisOf(text) ?? refuse(ctx, `the period "${text}"`));
const match = z.string().transform((text, ctx) => matchedPath(text) ?? refuse(ctx, `the expression \`${text}\``));
const limit = z.int().positive();

function refuse(ctx: z.RefinementCtx, what: string): never {
  ctx.addIssue({ code: "custom", message: what });
  return z.NEVER;
}

const concurrency = z.array(z.strictObject({ limit, key: key.optional(), scope: z.literal("fn").optional() }));
/** A limit may be given as a number, as one rule, or as several. */
const several = (given: unknown) =>
  given === undefined ? given : [given].flat().map((one) => (typeof one === "number" ? { limit: one } : one));

/** What the built-in engine can do, in the words in which the SDK registers a function. Strict: what is not here is refused, never ignored. */
const Registered = z.strictObject({
  id: z.string(),
  name: z.string(),
  triggers: z.array(z.strictObject({ event: z.string().optional(), expression: z.string().optional(), cron: z.string().optional() })),
  steps: z.object({ step: z.object({ retries: z.object({ attempts: z.int().min(0).max(20) }).optional() }) }),
  concurrency: z.preprocess(several, concurrency.optional()),
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
  const events = triggers.flatMap(({ event }) => event ?? []);
  const [condition] = triggers.flatMap(({ expression }) => expression ?? []);
  const failuresOf = condition === undefined ? undefined : FAILURE.exec(condition)?.[1];
  if (condition !== undefined && (failuresOf === undefined || triggers.length > 1))
    throw refusal(id, `the trigger's condition \`${condition}\``);
  const beside = config.batchEvents && (config.debounce ? "debounce" : config.cancel && "cancelOn");
  if (beside) throw refusal(id, `${beside} beside batchEvents`);
  return {
    ...config,
    maxAttempts: (steps.step.retries?.attempts ?? DEFAULT_RETRIES) + 1,
    events,
    crons: triggers.flatMap(({ cron }) => cron ?? []),
    ...(failuresOf !== undefined && { failuresOf }),
  };
}

const refusal = (id: string, what: string) =>
  new Error(`The function "${id}" asks for ${what}, which the built-in engine does not offer. Do without it, or run on Inngest.`);

function wordsOf({ issues: [issue] }: z.ZodError): string {
  const place = issue!.path.filter((part) => typeof part === "string");
  if (issue!.code === "unrecognized_keys") return [...place, issue!.keys[0]].join(".");
  return issue!.code === "custom" ? `${issue!.message} in ${place.join(".")}` : `${place.join(".")} as it is given`;
}
