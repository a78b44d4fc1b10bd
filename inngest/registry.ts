import { advanceRun } from "@/inngest/functions/advance-run";
import { beginBroadcast } from "@/inngest/functions/begin-broadcast";
import { checkSegments } from "@/inngest/functions/check-segments";
import { deliver } from "@/inngest/functions/deliver";
import { eraseHistory } from "@/inngest/functions/erase-customer";
import { fillSegment } from "@/inngest/functions/fill-segment";
import { flipDueSegments } from "@/inngest/functions/flip-due-segments";
import { forgetEventType } from "@/inngest/functions/forget-event-type";
import { forgetIntegrationLogs } from "@/inngest/functions/forget-integration-logs";
import { offerDueMessages } from "@/inngest/functions/offer-due-messages";
import { purgeOldEvents } from "@/inngest/functions/purge-old-events";
import { planWebhookDeliveries } from "@/inngest/functions/plan-deliveries";
import { promiseForgottenDeliveries } from "@/inngest/functions/promise-late-deliveries";
import { refreshSegments } from "@/inngest/functions/refresh-segments";
import { relayOutbox } from "@/inngest/functions/relay-outbox";
import { reportFailure } from "@/inngest/functions/report-failure";
import { sendSlice } from "@/inngest/functions/send-slice";
import { startRuns } from "@/inngest/functions/start-runs";
import { stripTraitFromAll } from "@/inngest/functions/strip-trait";
import { tendBroadcasts } from "@/inngest/functions/tend-broadcasts";
import { wakeOverdueRuns } from "@/inngest/functions/wake-overdue-runs";

/** Every durable function there is. The worker runs these, and Inngest is told of the same. What fails for good in any of them reaches `reportFailure`. */
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
  reportFailure,
  planWebhookDeliveries,
  deliver,
  promiseForgottenDeliveries,
  forgetIntegrationLogs,
  beginBroadcast,
  sendSlice,
  tendBroadcasts,
  stripTraitFromAll,
  forgetEventType,
  eraseHistory,
];
