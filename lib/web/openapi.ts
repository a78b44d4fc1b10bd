import "server-only";
import { z } from "zod";
import { createDocument, type ZodOpenApiOperationObject, type ZodOpenApiPathsObject } from "zod-openapi";
import type { RouteSpec } from "@/lib/web/route";

const METHODS = ["GET", "POST", "PUT", "PATCH", "DELETE"] as const;
type Method = (typeof METHODS)[number];

/** A module of routes, as app/api/v1 has them: each handler carries the description that it checks calls with. */
export type RouteModule = { readonly [M in Method]?: { spec: RouteSpec } };
/** Paths as people write them, `/api/v1/segments/{id}`, with the module that serves them. */
export type ApiMap = Readonly<Record<string, RouteModule>>;

/** The OpenAPI document of what really runs: made from the very schemas that read calls and check answers. */
export function describeApi(api: ApiMap, server: string) {
  const paths: ZodOpenApiPathsObject = {};
  for (const [path, module] of Object.entries(api)) {
    const operations = METHODS.flatMap((method) => {
      const handler = module[method];
      return handler ? [[method.toLowerCase(), operation(path, method, handler.spec)]] : [];
    });
    paths[path] = Object.fromEntries(operations);
  }
  return createDocument({
    openapi: "3.1.1",
    info: { title: "CrowdPower", version: "1", description: INTRODUCTION },
    servers: [{ url: server }],
    security: [{ key: [] }],
    components: { securitySchemes: { key: { type: "http", scheme: "bearer", description: "A secret key of the project: sk_…" } } },
    paths,
  });
}

const INTRODUCTION =
  "Send a secret key as a bearer token; it belongs to one project. Lists answer `data` and `next_cursor`: give it back as `cursor` for the next page. " +
  "Failures answer `error` with what is wrong, the field, and a `request_id` to ask about.";

function operation(path: string, method: Method, spec: RouteSpec): ZodOpenApiOperationObject {
  const { inPath, rest, whole } = parted(path, spec.input);
  const hasBody = method !== "GET" && method !== "DELETE";
  return {
    operationId: operationId(path, method),
    summary: spec.summary,
    tags: [path.split("/")[3] ?? "other"],
    requestParams: { ...(inPath && { path: inPath }), ...(rest && !hasBody && { query: rest }) },
    ...(rest && hasBody && { requestBody: { required: true, content: { "application/json": { schema: inPath ? rest : whole } } } }),
    responses: {
      [spec.status ?? 200]: { description: "Done", content: { "application/json": { schema: spec.output } } },
      "4XX": { description: "What is wrong, and what to do", content: { "application/json": { schema: Failure } } },
    },
    "x-needs": spec.grant,
  };
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
    whole: input,
  };
}

const Failure = z
  .object({
    error: z.object({
      code: z.string(),
      message: z.string(),
      field: z.string().optional(),
      docs_url: z.string(),
      request_id: z.string(),
    }),
  })
  .meta({ id: "Failure" });
