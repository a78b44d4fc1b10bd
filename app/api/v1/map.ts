import * as automation from "@/app/api/v1/automations/[id]/route";
import * as runsOfAutomation from "@/app/api/v1/automations/[id]/runs/route";
import * as automations from "@/app/api/v1/automations/route";
import * as cancelBroadcast from "@/app/api/v1/broadcasts/[id]/cancel/route";
import * as pauseBroadcast from "@/app/api/v1/broadcasts/[id]/pause/route";
import * as resumeBroadcast from "@/app/api/v1/broadcasts/[id]/resume/route";
import * as broadcast from "@/app/api/v1/broadcasts/[id]/route";
import * as sendBroadcast from "@/app/api/v1/broadcasts/[id]/send/route";
import * as unscheduleBroadcast from "@/app/api/v1/broadcasts/[id]/unschedule/route";
import * as broadcasts from "@/app/api/v1/broadcasts/route";
import * as customer from "@/app/api/v1/customers/[id]/route";
import * as tagsOfCustomer from "@/app/api/v1/customers/[id]/tags/route";
import * as mergeCustomers from "@/app/api/v1/customers/[id]/merge/route";
import * as customers from "@/app/api/v1/customers/route";
import * as eventType from "@/app/api/v1/event-types/[name]/route";
import * as eventTypes from "@/app/api/v1/event-types/route";
import * as event from "@/app/api/v1/events/[id]/route";
import * as events from "@/app/api/v1/events/route";
import * as undoMerge from "@/app/api/v1/merges/[merge]/undo/route";
import * as members from "@/app/api/v1/members/route";
import * as integration from "@/app/api/v1/integrations/[kind]/route";
import * as integrations from "@/app/api/v1/integrations/route";
import * as message from "@/app/api/v1/messages/[id]/route";
import * as messages from "@/app/api/v1/messages/route";
import * as project from "@/app/api/v1/project/route";
import * as customersOfSegment from "@/app/api/v1/segments/[id]/customers/route";
import * as segment from "@/app/api/v1/segments/[id]/route";
import * as segments from "@/app/api/v1/segments/route";
import * as tag from "@/app/api/v1/tags/[id]/route";
import * as tags from "@/app/api/v1/tags/route";
import * as previewTemplate from "@/app/api/v1/templates/[id]/preview/route";
import * as publishTemplate from "@/app/api/v1/templates/[id]/publish/route";
import * as template from "@/app/api/v1/templates/[id]/route";
import * as testTemplate from "@/app/api/v1/templates/[id]/test/route";
import * as versionOfTemplate from "@/app/api/v1/templates/[id]/versions/[version]/route";
import * as versionsOfTemplate from "@/app/api/v1/templates/[id]/versions/route";
import * as templates from "@/app/api/v1/templates/route";
import * as redeliver from "@/app/api/v1/webhooks/[id]/deliveries/[delivery]/redeliver/route";
import * as deliveries from "@/app/api/v1/webhooks/[id]/deliveries/route";
import * as rotateWebhook from "@/app/api/v1/webhooks/[id]/rotate/route";
import * as webhook from "@/app/api/v1/webhooks/[id]/route";
import * as testWebhook from "@/app/api/v1/webhooks/[id]/test/route";
import * as webhooks from "@/app/api/v1/webhooks/route";
import * as trait from "@/app/api/v1/traits/[key]/route";
import * as traits from "@/app/api/v1/traits/route";
import type { ApiMap } from "@/lib/web/openapi";

/** Every route of the Core API. A test holds it against the folders, so a new route cannot stay undescribed. */
export const API: ApiMap = {
  "/api/v1/customers": customers,
  "/api/v1/customers/{id}": customer,
  "/api/v1/customers/{id}/tags": tagsOfCustomer,
  "/api/v1/customers/{id}/merge": mergeCustomers,
  "/api/v1/merges/{merge}/undo": undoMerge,
  "/api/v1/events": events,
  "/api/v1/events/{id}": event,
  "/api/v1/event-types": eventTypes,
  "/api/v1/event-types/{name}": eventType,
  "/api/v1/segments": segments,
  "/api/v1/segments/{id}": segment,
  "/api/v1/segments/{id}/customers": customersOfSegment,
  "/api/v1/tags": tags,
  "/api/v1/tags/{id}": tag,
  "/api/v1/traits": traits,
  "/api/v1/traits/{key}": trait,
  "/api/v1/automations": automations,
  "/api/v1/automations/{id}": automation,
  "/api/v1/automations/{id}/runs": runsOfAutomation,
  "/api/v1/broadcasts": broadcasts,
  "/api/v1/broadcasts/{id}": broadcast,
  "/api/v1/broadcasts/{id}/send": sendBroadcast,
  "/api/v1/broadcasts/{id}/unschedule": unscheduleBroadcast,
  "/api/v1/broadcasts/{id}/pause": pauseBroadcast,
  "/api/v1/broadcasts/{id}/resume": resumeBroadcast,
  "/api/v1/broadcasts/{id}/cancel": cancelBroadcast,
  "/api/v1/templates": templates,
  "/api/v1/templates/{id}": template,
  "/api/v1/templates/{id}/publish": publishTemplate,
  "/api/v1/templates/{id}/preview": previewTemplate,
  "/api/v1/templates/{id}/test": testTemplate,
  "/api/v1/templates/{id}/versions": versionsOfTemplate,
  "/api/v1/templates/{id}/versions/{version}": versionOfTemplate,
  "/api/v1/messages": messages,
  "/api/v1/messages/{id}": message,
  "/api/v1/members": members,
  "/api/v1/project": project,
  "/api/v1/integrations": integrations,
  "/api/v1/integrations/{kind}": integration,
  "/api/v1/webhooks": webhooks,
  "/api/v1/webhooks/{id}": webhook,
  "/api/v1/webhooks/{id}/rotate": rotateWebhook,
  "/api/v1/webhooks/{id}/test": testWebhook,
  "/api/v1/webhooks/{id}/deliveries": deliveries,
  "/api/v1/webhooks/{id}/deliveries/{delivery}/redeliver": redeliver,
};
