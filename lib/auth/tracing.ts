import "server-only";
import { ingestPool, pool } from "@/db/client";
import { systemClock } from "@/lib/clock";
import { mintScope, type Scope } from "@/lib/scope";
import { linkTarget } from "@/lib/tracking/links";
import { readTracingToken, type Traced } from "@/lib/tracking/tokens";

/** An email that was opened or followed, proven by the signed link in it. All that comes of it is that this is told. */
export async function traceOf(token: string): Promise<{ scope: Scope; traced: Traced } | null> {
  const traced = await readTracingToken(pool, token);
  if (!traced) return null;
  const actor = { type: "job", name: "tracking" } as const;
  return { scope: mintScope({ projectId: traced.projectId, actor, db: ingestPool, clock: systemClock }), traced };
}

/** Where a place in a traced email leads on to. */
export const targetOf = (traced: Traced, place: number): Promise<string | null> => linkTarget(pool, traced, place);
