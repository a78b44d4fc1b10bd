import { z } from "zod";
import { Audience, BROADCAST_STATUSES, BroadcastId } from "@/lib/broadcasts/schema";
import { listOf } from "@/lib/paging/schema";

const parts = {
  audience: Audience.optional(),
  template_id: z.string().max(60).optional(),
  tracking: z.boolean().optional(),
  smart_sending: z.boolean().optional(),
};
const name = z.string().trim().min(1, "Give the broadcast a name.").max(80, "At most 80 characters.");

export const MakeBroadcast = z.object({ name, ...parts });
export type MakeBroadcast = z.infer<typeof MakeBroadcast>;

export const ChangeBroadcast = BroadcastId.extend({ name: name.optional(), ...parts });
export type ChangeBroadcast = z.infer<typeof ChangeBroadcast>;

const count = z.number().int();

/** What became of it, summed up from the ledger. Machines are told apart from people. */
export const ShownReport = z.object({
  matched: count.describe("Whom the audience held when sending began."),
  will_receive: count.describe("Of them, to whom it was to be sent."),
  waiting: count.describe("Not handed to the provider yet; of a cancelled broadcast, never."),
  sent: count.describe("Taken by the provider, and not failed afterwards: delivered, bounced, complained, or unreported."),
  unreported: count.describe("Of the sent, those of which the provider has said nothing more."),
  delivered: count,
  bounced: count,
  complained: count,
  failed: count,
  uncertain: count,
  opened: count.describe("People who opened it. Programs that fetch every picture are not counted."),
  opened_by_machines_only: count,
  clicked: count,
  clicked_by_machines_only: count,
  unsubscribed: count,
  skipped: z.record(z.string(), count).describe("Nobody is left out without a reason: how many by which."),
  links: z.array(z.object({ url: z.string(), people: count, clicks: count })),
});
export type ShownReport = z.infer<typeof ShownReport>;

export const ShownBroadcast = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(BROADCAST_STATUSES),
  audience: Audience,
  template_id: z.string(),
  template_version: z.number().int().nullable().describe("The version that is sent, fixed when it is scheduled."),
  tracking: z.boolean(),
  smart_sending: z.boolean(),
  scheduled_at: z.iso.datetime().nullable(),
  started_at: z.iso.datetime().nullable(),
  ended_at: z.iso.datetime().nullable(),
  created_at: z.iso.datetime(),
  updated_at: z.iso.datetime(),
});
export type ShownBroadcast = z.infer<typeof ShownBroadcast>;
export const ShownBroadcasts = listOf(ShownBroadcast);

export const ReportedBroadcast = ShownBroadcast.extend({ report: ShownReport.nullable().describe("Null before it is sent.") });
export type ReportedBroadcast = z.infer<typeof ReportedBroadcast>;
