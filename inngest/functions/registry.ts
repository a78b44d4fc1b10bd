import { advanceRun } from "@/inngest/functions/advance-run";
import { checkSegments } from "@/inngest/functions/check-segments";
import { deliver } from "@/inngest/functions/deliver";
import { fillSegment } from "@/inngest/functions/fill-segment";
import { flipDueSegments } from "@/inngest/functions/flip-due-segments";
import { forgetIntegrationLogs } from "@/inngest/functions/forget-integration-logs";
import { offerDueMessages } from "@/inngest/functions/offer-due-messages";
import { purgeOldEvents } from "@/inngest/functions/purge-old-events";
import { planWebhookDeliveries } from "@/inngest/functions/plan-deliveries";
import { promiseForgottenDeliveries } from "@/inngest/functions/promise-late-deliveries";
import { refreshSegments } from "@/inngest/functions/refresh-segments";
import { relayOutbox } from "@/inngest/functions/relay-outbox";
import { startRuns } from "@/inngest/functions/start-runs";
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
  planWebhookDeliveries,
  deliver,
  promiseForgottenDeliveries,
  forgetIntegrationLogs,
];
