import { auditCsv } from "@/lib/audit/export";
import { AuditFilter } from "@/lib/audit/schema";
import { download } from "@/lib/web/download";

export const GET = download({ grant: "audit:read", name: "audit", input: AuditFilter, rows: auditCsv });
