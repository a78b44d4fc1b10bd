import "server-only";
import { auditChoices, listAudit } from "@/lib/audit/queries";
import type { AuditEntry, AuditFilter } from "@/lib/audit/schema";
import type { Page } from "@/lib/paging/cursor";
import { may, type Scope } from "@/lib/scope";

export type AuditPage = Page<AuditEntry> & { choices: Awaited<ReturnType<typeof auditChoices>>; now: Date };

/** A page of the log with what it can be filtered by, or null for who may not see it. */
export async function auditPageOf(
  scope: Scope,
  asked: AuditFilter & { limit: number; cursor?: string | undefined },
): Promise<AuditPage | null> {
  if (!may(scope.actor, "audit:read")) return null;
  const [page, choices] = await Promise.all([listAudit(scope, asked), auditChoices(scope)]);
  return { ...page, choices, now: scope.clock.now() };
}
