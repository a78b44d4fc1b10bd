import "server-only";
import { and, eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { type Integration as Row, integrations } from "@/db/schema";
import { sealerFor } from "@/lib/keys/sealing";
import type { Scope } from "@/lib/scope";

export type Secrets = Readonly<Record<string, string>>;
/** A connected integration with its secrets open: never leaves the server, and is never logged. */
export type Connection = Pick<Row, "id" | "kind" | "status" | "settings"> & { secrets: Secrets };

export async function findConnection(scope: Scope, kind: string): Promise<Connection | null> {
  const row = await findRow(scope, kind);
  return row && opened(scope.db, row);
}

/** The integration of a kind: of each a project has one at most. */
export const theKind = ({ projectId }: Scope, kind: string) => and(eq(integrations.projectId, projectId), eq(integrations.kind, kind));

export async function findRow(scope: Scope, kind: string): Promise<Row | null> {
  const [row] = await scope.db.select().from(integrations).where(theKind(scope, kind));
  return row ?? null;
}

export async function opened(db: Db, { id, kind, status, settings, secrets }: Row): Promise<Connection> {
  const sealer = await sealerFor(db);
  return { id, kind, status, settings, secrets: JSON.parse(sealer.open(secrets)) };
}

export const sealed = async (db: Db, secrets: Secrets): Promise<Buffer> => (await sealerFor(db)).seal(JSON.stringify(secrets));
