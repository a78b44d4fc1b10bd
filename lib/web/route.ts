import "server-only";
import type { z } from "zod";
import { scopeFromApiKey } from "@/lib/auth/gates";
import { AppError } from "@/lib/errors";
import type { Grant } from "@/lib/grants";
import { requireGrant, type Scope } from "@/lib/scope";
import { passOnAfterwards } from "@/lib/web/afterwards";
import { readJson } from "@/lib/web/body";
import { parse } from "@/lib/web/parse";
import { report } from "@/lib/web/report";

export type RouteSpec<I extends z.ZodType = z.ZodType, O extends z.ZodType = z.ZodType> = {
  /** One sentence for the reference: "Lists segments." */
  summary: string;
  grant: Grant;
  input: I;
  output: O;
  status?: number;
  handle: (scope: Scope, input: z.output<I>) => Promise<z.input<O>>;
};
type Context = { params: Promise<object> };

/**
 * Makes a Core API route from what it needs, reads and answers. The same description is kept
 * on the handler, so the OpenAPI document is made from what really runs.
 */
export function route<I extends z.ZodType, O extends z.ZodType>(spec: RouteSpec<I, O>) {
  const serve = async (request: Request, { params }: Context) => {
    const requestId = crypto.randomUUID();
    try {
      const scope = await scopeFromApiKey(bearer(request));
      refusePublicKey(scope);
      requireGrant(scope, spec.grant);
      const input = parse(spec.input, { ...(await said(request)), ...(await params) }, "The request is not valid.");
      const answer = promised(spec.output, await spec.handle(scope, input));
      if (request.method !== "GET") passOnAfterwards();
      return Response.json(answer, { status: spec.status ?? 200, headers: { "request-id": requestId } });
    } catch (error) {
      return problem(error, requestId);
    }
  };
  return Object.assign(serve, { spec });
}

/** A public key is in every page's source. It reports through the doors of senders, which answer nothing; here every answer tells something. */
function refusePublicKey({ actor }: Scope) {
  if (actor.type === "apiKey" && actor.kind === "public")
    throw new AppError("FORBIDDEN", "A public key only reports what happened, by /beacon or /v1. Use a secret or application key here.");
}

/** A key travels in the Authorization header and nowhere else: addresses end up in logs. */
export const bearer = (request: Request): string | null =>
  /^Bearer\s+(\S+)$/i.exec(request.headers.get("authorization") ?? "")?.[1] ?? null;

/** What the caller says: the query of a GET or DELETE, the body of anything else. Names in the path win over both. */
const said = async (request: Request): Promise<object> =>
  request.method === "GET" || request.method === "DELETE" ? Object.fromEntries(new URL(request.url).searchParams) : readJson(request);

/** In development and test, an answer that breaks its own description is a bug and fails as one. */
function promised<S extends z.ZodType>(schema: S, answer: z.input<S>) {
  if (process.env.NODE_ENV !== "production") schema.parse(answer);
  return answer;
}

/** A failure as every API of ours tells it: what is wrong, in which field, and an id to ask about. */
export function problem(error: unknown, requestId: string): Response {
  const known = error instanceof AppError ? error : null;
  if (!known) report(error, requestId);
  const field = known?.fields ? Object.keys(known.fields)[0] : undefined;
  const body = {
    code: known?.code ?? "UNEXPECTED",
    message: field ? `${known?.message} ${field}: ${known?.fields?.[field]?.[0]}` : (known?.message ?? "Something went wrong."),
    ...(field && { field }),
    docs_url: "/docs/api#errors",
    request_id: requestId,
  };
  return Response.json({ error: body }, { status: known?.status ?? 500, headers: { "request-id": requestId } });
}
