import "server-only";
import type { Broadcast } from "@/db/schema";
import { type ReportedBroadcast, ShownBroadcast, type ShownReport } from "@/lib/broadcasts/api/schema";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { type Report, reportOf } from "@/lib/broadcasts/report";
import type { Scope } from "@/lib/scope";
import { told } from "@/lib/told";

/** A broadcast as the API shows it. */
export const shownBroadcast = (broadcast: Broadcast): ShownBroadcast => told(ShownBroadcast, broadcast);

/** The same with what became of it. */
export async function reportedBroadcast(scope: Scope, id: string): Promise<ReportedBroadcast> {
  const broadcast = await getBroadcast(scope, id);
  return { ...shownBroadcast(broadcast), report: broadcast.startedAt ? shownReport(await reportOf(scope, broadcast)) : null };
}

const shownReport = ({ skipped, ...report }: Report): ShownReport => ({
  ...report,
  skipped: Object.fromEntries(skipped.map(({ reason, people }) => [reason, people])),
});
