import "server-only";
import { eq } from "drizzle-orm";
import { pool } from "@/db/client";
import { projects } from "@/db/schema";
import { systemClock } from "@/lib/clock";
import { type Leaving, readLeavingToken } from "@/lib/consent/tokens";
import { mintScope, type Scope } from "@/lib/scope";

/** Somebody our user wrote to, proven by the signed link in that email. They may decide what they get, and nothing else. */
export async function scopeFromLeavingToken(token: string): Promise<{ scope: Scope; leaving: Leaving } | null> {
  const leaving = await readLeavingToken(pool, token);
  if (!leaving) return null;
  const [project] = await pool.select({ id: projects.id }).from(projects).where(eq(projects.id, leaving.projectId));
  if (!project) return null;
  const actor = { type: "recipient", customerId: leaving.customerId } as const;
  return { scope: mintScope({ projectId: project.id, actor, db: pool, clock: systemClock }), leaving };
}
