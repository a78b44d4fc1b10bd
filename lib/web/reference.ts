import "server-only";
import type { ShownField, ShownOperation } from "@/lib/web/schema";

type Schema = {
  type?: unknown;
  description?: string;
  properties?: Record<string, Schema>;
  required?: string[];
  enum?: unknown[];
  format?: string;
  anyOf?: Schema[];
};
type Parameter = { name: string; in: string; required?: boolean; description?: string; schema?: Schema };
type Operation = { operationId?: string; summary?: string; parameters?: unknown; requestBody?: unknown; "x-needs"?: string };
type Document = { paths?: Record<string, object> };

/** The operations of an OpenAPI document as a page lists them, in its order. */
export const operationsOf = (document: Document): ShownOperation[] =>
  Object.entries(document.paths ?? {}).flatMap(([path, operations]) =>
    Object.entries(operations as Record<string, Operation>).map(([method, operation]) => ({
      id: operation.operationId ?? `${method} ${path}`,
      method: method.toUpperCase(),
      path,
      summary: operation.summary ?? "",
      needs: String(operation["x-needs"] ?? ""),
      fields: [...parameterFields(operation), ...bodyFields(operation)],
    })),
  );

const parameterFields = ({ parameters = [] }: Operation): ShownField[] =>
  (parameters as Parameter[]).map(({ name, in: place, required = false, description, schema }) => ({
    name,
    place: place === "path" ? "path" : "query",
    type: typeOf(schema ?? {}),
    required,
    description: description ?? schema?.description ?? "",
  }));

function bodyFields({ requestBody }: Operation): ShownField[] {
  const body = requestBody as { content?: Record<string, { schema?: Schema }> } | undefined;
  const { properties = {}, required = [] } = body?.content?.["application/json"]?.schema ?? {};
  return Object.entries(properties).map(([name, schema]) => ({
    name,
    place: "body",
    type: typeOf(schema),
    required: required.includes(name),
    description: schema.description ?? "",
  }));
}

function typeOf({ type, enum: values, format, anyOf }: Schema): string {
  if (values) return values.map((value) => JSON.stringify(value)).join(", ");
  if (anyOf) return [...new Set(anyOf.map(typeOf))].join(" or ");
  return [format ?? type ?? "any JSON"].flat().join(" or ");
}
