import "server-only";
import { z } from "zod";
import type { RouteSpec } from "@/lib/web/route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** A module of routes, as app/api/v1 has them: each handler carries the description that it checks calls with. */
export type RouteModule = { readonly [M in Method]?: { spec: RouteSpec } };
/** Paths as people write them, `/api/v1/segments/{id}`, with the module that serves them. */
export type ApiMap = Readonly<Record<string, RouteModule>>;

type Schema = z.core.JSONSchema.BaseSchema;
type Parameter = { name: string; in: "path" | "query"; description?: string; required?: boolean; schema: Schema };
type Content = { content: { "application/json": { schema: Schema } } };
type Operation = {
  operationId: string;
  summary: string;
  tags: string[];
  parameters: Parameter[];
  requestBody?: { required: true } & Content;
  responses: Record<string, { description: string } & Content>;
  "x-needs": string;
};

/** The OpenAPI document of what really runs: made from the very schemas that read calls and check answers. */
export function describeApi(api: ApiMap, server: string) {
  const drawing = new Drawing();
  const paths: Record<string, Record<string, Operation>> = {};
  for (const [path, module] of Object.entries(api)) {
    const operations = METHODS.flatMap((method) => {
      const handler = module[method];
      return handler ? [[method.toLowerCase(), operation(path, method, handler.spec, drawing)] as const] : [];
    });
    paths[path] = Object.fromEntries(operations);
  }
  return {
    openapi: "3.1.1",
    info: { title: "CrowdPower", version: "1", description: INTRODUCTION },
    servers: [{ url: server }],
    security: [{ key: [] }],
    paths,
    components: {
      securitySchemes: { key: { type: "http", scheme: "bearer", description: "A secret or application key: sk_… or ak_…" } },
      schemas: { ...drawing.shared, Failure: drawing.of(Failure, "output") },
    },
  };
}

const INTRODUCTION =
  "Send a secret or application key as a bearer token; it belongs to one project. Lists answer `data` and `next_cursor`: give it back as `cursor` for the next page. " +
  "Failures answer `error` with what is wrong, the field, and a `request_id` to ask about.";

/** Draws schemas as JSON Schema. What refers to itself stands once among the document's components, by whichever operation it came. */
class Drawing {
  readonly shared: Record<string, Schema> = {};
  readonly #groups = new Map<string, string>();

  of(schema: z.ZodType, io: "input" | "output"): Schema {
    const { $schema: _, $defs, ...own } = z.toJSONSchema(schema, { io });
    if (!$defs) return own;
    const text = JSON.stringify($defs);
    const known = this.#groups.get(text);
    const group = known ?? `Nested${this.#groups.size + 1}`;
    const placed = (drawn: unknown) =>
      JSON.parse(JSON.stringify(drawn).replaceAll('"#/$defs/', `"#/components/schemas/${group}`)) as Schema;
    this.#groups.set(text, group);
    if (!known) for (const [name, drawn] of Object.entries($defs)) this.shared[group + name] = placed(drawn);
    return placed(own);
  }
}

const json = (schema: Schema): Content => ({ content: { "application/json": { schema } } });

function operation(path: string, method: Method, spec: RouteSpec, drawing: Drawing): Operation {
  const { inPath, rest } = parted(path, spec.input);
  const hasBody = method !== "GET" && method !== "DELETE";
  return {
    operationId: operationId(path, method),
    summary: spec.summary,
    tags: [path.split("/")[3] ?? "other"],
    parameters: [...parameters("path", inPath, drawing), ...(hasBody ? [] : parameters("query", rest, drawing))],
    ...(rest && hasBody && { requestBody: { required: true, ...json(drawing.of(inPath ? rest : spec.input, "input")) } }),
    responses: {
      [spec.status ?? 200]: { description: "Done", ...json(drawing.of(spec.output, "output")) },
      "4XX": { description: "What is wrong, and what to do", ...json({ $ref: "#/components/schemas/Failure" }) },
    },
    "x-needs": spec.grant,
  };
}

function parameters(place: "path" | "query", read: z.ZodObject | undefined, drawing: Drawing): Parameter[] {
  const { properties = {}, required = [] } = read ? drawing.of(read, "input") : {};
  const takes = Object.entries(properties as Record<string, Schema>).filter(([, { not }]) => not === undefined); // `q` of a list that refuses it
  return takes.map(([name, { description, ...schema }]) => {
    return { name, in: place, ...(description && { description }), ...(required.includes(name) && { required: true }), schema };
  });
}

/** `/api/v1/segments/{id}/customers` and GET: `getSegmentsByIdCustomers`. */
function operationId(path: string, method: Method): string {
  const words = path.split("/").slice(3);
  return method.toLowerCase() + words.map((word) => (word.startsWith("{") ? `By${capital(word.slice(1, -1))}` : capital(word))).join("");
}
const capital = (word: string) => word.charAt(0).toUpperCase() + word.slice(1);

const isObject = (schema: z.ZodType): schema is z.ZodObject => schema.def.type === "object";

/** A route reads names in its path and all else through one schema; a document tells them apart. */
function parted(path: string, input: z.ZodType) {
  if (!isObject(input)) throw new Error(`${path} reads something that is no object, so it cannot be described.`);
  const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name!);
  const shape: Record<string, z.ZodType> = input.shape;
  const missing = names.find((name) => !shape[name]);
  if (missing) throw new Error(`${path} has {${missing}} in its path, and its input does not.`);
  const others = Object.entries(shape).filter(([name]) => !names.includes(name));
  return {
    inPath: names.length > 0 ? z.object(Object.fromEntries(names.map((name) => [name, shape[name]!]))) : undefined,
    rest: others.length > 0 ? z.object(Object.fromEntries(others)) : undefined,
  };
}

const Failure = z.object({
  error: z.object({ code: z.string(), message: z.string(), field: z.string().optional(), docs_url: z.string(), request_id: z.string() }),
});
