import { advanceRun } from "@/inngest/functions/advance-run";
import { beginBroadcast } from "@/inngest/functions/begin-broadcast";
import { checkSegments } from "@/inngest/functions/check-segments";
import { fillSegment } from "@/inngest/functions/fill-segment";
import { flipDueSegments } from "@/inngest/functions/flip-due-segments";
import { offerDueMessages } from "@/inngest/functions/offer-due-messages";
import { purgeOldEvents } from "@/inngest/functions/purge-old-events";
import { refreshSegments } from "@/inngest/functions/refresh-segments";
import { relayOutbox } from "@/inngest/functions/relay-outbox";
import { sendSlice } from "@/inngest/functions/send-slice";
import { startRuns } from "@/inngest/functions/start-runs";
import { tendBroadcasts } from "@/inngest/functions/tend-broadcasts";
import { wakeOverdueRuns } from "@/inngest/functions/wake-overdue-runs";

/** Every durable function there is. The worker runs these, and Inngest is told of the same. */
export const functions = [
  refreshSegments,
  fillSegment,
  flipDueSegments,
  checkSegments,
  relayOutbox,
  startRuns,
  advanceRun,
  wakeOverdueRuns,
  offerDueMessages,
  purgeOldEvents,
  beginBroadcast,
  sendSlice,
  tendBroadcasts,
];
