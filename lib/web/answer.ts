import "server-only";
import type { z } from "zod";
import { scopeFromSession } from "@/lib/auth/people";
import type { Grant } from "@/lib/grants";
import { requireGrant, type Scope } from "@/lib/scope";
import { refuseOtherSites } from "@/lib/web/action";
import { readJson } from "@/lib/web/body";
import { parse } from "@/lib/web/parse";
import { problem } from "@/lib/web/route";

type Spec<S extends z.ZodType, T> = {
  grant: Grant;
  input: S;
  /** `gone` is aborted when nobody waits for the answer any more. */
  handle: (scope: Scope, input: z.output<S>, gone: AbortSignal) => Promise<T>;
};
type Context = { params: Promise<{ project: string }> };

/**
 * Makes a route that answers a question of the signed-in, for pages that ask while somebody types: unlike server actions, which wait for one
 * another, these run side by side and can be broken off. It proves who is asking and that they may, and it changes nothing.
 */
export function answer<S extends z.ZodType, T>({ grant, input, handle }: Spec<S, T>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      await refuseOtherSites();
      const scope = await scopeFromSession((await params).project);
      requireGrant(scope, grant);
      const asked = parse(input, await readJson(request), "The question is not valid.");
      return Response.json(await handle(scope, asked, request.signal), { headers: { "cache-control": "private, no-store" } });
    } catch (error) {
      return problem(error, crypto.randomUUID());
    }
  };
}
