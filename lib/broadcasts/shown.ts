import "server-only";
import type { Broadcast } from "@/db/schema";
import type { ReportedBroadcast, ShownBroadcast, ShownReport } from "@/lib/broadcasts/api/schema";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { type Report, reportOf } from "@/lib/broadcasts/report";
import type { Scope } from "@/lib/scope";

/** A broadcast as the API shows it. */
export const shownBroadcast = (broadcast: Broadcast): ShownBroadcast => ({
  id: broadcast.id,
  name: broadcast.name,
  status: broadcast.status,
  audience: broadcast.audience,
  template_id: broadcast.templateId,
  template_version: broadcast.templateVersion,
  tracking: broadcast.tracking,
  smart_sending: broadcast.smartSending,
  scheduled_at: broadcast.scheduledAt?.toISOString() ?? null,
  started_at: broadcast.startedAt?.toISOString() ?? null,
  ended_at: broadcast.endedAt?.toISOString() ?? null,
  created_at: broadcast.createdAt.toISOString(),
  updated_at: broadcast.updatedAt.toISOString(),
});

/** The same with what became of it. */
export async function reportedBroadcast(scope: Scope, id: string): Promise<ReportedBroadcast> {
  const broadcast = await getBroadcast(scope, id);
  return { ...shownBroadcast(broadcast), report: broadcast.startedAt ? shownReport(await reportOf(scope, broadcast)) : null };
}

const shownReport = ({ skipped, ...report }: Report): ShownReport => ({
  ...report,
  skipped: Object.fromEntries(skipped.map(({ reason, people }) => [reason, people])),
});
