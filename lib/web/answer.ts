import "server-only";
import type { z } from "zod";
import type { Grant } from "@/lib/grants";
import type { Scope } from "@/lib/scope";
import { refuseOtherSites } from "@/lib/web/action";
import { readJson } from "@/lib/web/body";
import { guarded } from "@/lib/web/guarded";
import { parse } from "@/lib/web/parse";

type Spec<S extends z.ZodType, T> = {
  grant: Grant;
  input: S;
  /** `gone` is aborted when nobody waits for the answer any more. */
  handle: (scope: Scope, input: z.output<S>, gone: AbortSignal) => Promise<T>;
};

/**
 * Makes a route that answers a question of the signed-in, for pages that ask while somebody types: unlike server actions, which wait for one
 * another, these run side by side and can be broken off. It proves who is asking and that they may, and it changes nothing.
 */
export const answer = <S extends z.ZodType, T>({ grant, input, handle }: Spec<S, T>) =>
  guarded(grant, async (scope, request) => {
    await refuseOtherSites();
    const asked = parse(input, await readJson(request), "The question is not valid.");
    return Response.json(await handle(scope, asked, request.signal), { headers: { "cache-control": "private, no-store" } });
  });
