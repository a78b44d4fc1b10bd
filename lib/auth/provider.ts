import "server-only";
import { and, eq } from "drizzle-orm";
import { pool } from "@/db/client";
import { integrations } from "@/db/schema";
import { systemClock } from "@/lib/clock";
import { type Connection, opened } from "@/lib/integrations/connections";
import { mintScope, type Scope } from "@/lib/scope";

/**
 * The project to which a provider speaks, by the integration that its address names. `prove` is given the integration's secrets and
 * answers null unless what was said is signed with them: nobody is let in otherwise.
 */
export async function scopeFromProvider<T>(
  kind: string,
  id: string,
  prove: (secrets: Connection["secrets"]) => T | null,
): Promise<{ scope: Scope; proven: T } | null> {
  const [row] = await pool
    .select()
    .from(integrations)
    .where(and(eq(integrations.id, id), eq(integrations.kind, kind)));
  const proven = row ? prove((await opened(pool, row)).secrets) : null;
  if (!row || proven === null) return null;
  return { scope: mintScope({ projectId: row.projectId, actor: { type: "job", name: kind }, db: pool, clock: systemClock }), proven };
}
