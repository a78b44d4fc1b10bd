import "server-only";
import { listAudit } from "@/lib/audit/queries";
import type { AuditFilter } from "@/lib/audit/schema";
import { csvRow } from "@/lib/csv/row";
import { requireGrant, type Scope } from "@/lib/scope";

const PAGE = 500;

/** The audit log as CSV, the newest first, page by page: memory stays flat however long it is. */
export async function* auditCsv(scope: Scope, filter: AuditFilter): AsyncGenerator<string> {
  requireGrant(scope, "audit:read");
  yield csvRow(["Time", "Who", "Their id", "Role", "What", "Subject", "Changed", "Before", "After"]);
  let cursor: string | undefined;
  do {
    const { items, nextCursor } = await listAudit(scope, { ...filter, limit: PAGE, cursor });
    for (const { at, actor, actorId, role, verb, subjectId, differences } of items) {
      const column = (name: "path" | "before" | "after") => differences.map((difference) => difference[name] ?? "").join("\n");
      yield csvRow([at.toISOString(), actor, actorId, role, verb, subjectId, column("path"), column("before"), column("after")]);
    }
    cursor = nextCursor ?? undefined;
  } while (cursor);
}
