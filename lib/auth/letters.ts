import "server-only";
import { eq } from "drizzle-orm";
import { ingestPool, pool } from "@/db/client";
import { projects } from "@/db/schema";
import { systemClock } from "@/lib/clock";
import { type Leaving, readLeavingToken } from "@/lib/consent/tokens";
import { AppError } from "@/lib/errors";
import { getMessage } from "@/lib/messages/queries";
import { readViewToken } from "@/lib/messages/view-tokens";
import { mintScope, type Scope } from "@/lib/scope";
import { linkTarget } from "@/lib/tracking/links";
import { readTracingToken, type Traced } from "@/lib/tracking/tokens";

/** Somebody our user wrote to, proven by the signed link in that email. They may decide what they get, and nothing else. */
export async function scopeFromLeavingToken(token: string): Promise<{ scope: Scope; leaving: Leaving } | null> {
  const leaving = await readLeavingToken(pool, token);
  if (!leaving) return null;
  const [project] = await pool.select({ id: projects.id }).from(projects).where(eq(projects.id, leaving.projectId));
  if (!project) return null;
  const actor = { type: "recipient", customerId: leaving.customerId } as const;
  return { scope: mintScope({ projectId: project.id, actor, db: pool, clock: systemClock }), leaving };
}

/** An email that was opened or followed, proven by the signed link in it. All that comes of it is that this is told. */
export async function traceOf(token: string): Promise<{ scope: Scope; traced: Traced } | null> {
  const traced = await readTracingToken(pool, token);
  if (!traced) return null;
  const actor = { type: "job", name: "tracking" } as const;
  return { scope: mintScope({ projectId: traced.projectId, actor, db: ingestPool, clock: systemClock }), traced };
}

/** Where a place in a traced email leads on to. */
export const targetOf = (traced: Traced, place: number): Promise<string | null> => linkTarget(pool, traced, place);

/** The email that the signed link in it shows, as it was sent. Null for a link that is none, and where the email is not kept any more. */
export async function viewedEmail(token: string): Promise<string | null> {
  const viewed = await readViewToken(pool, token);
  if (!viewed) return null;
  const scope = mintScope({ projectId: viewed.projectId, actor: { type: "job", name: "view" }, db: pool, clock: systemClock });
  try {
    return (await getMessage(scope, viewed.messageId)).email?.html ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
