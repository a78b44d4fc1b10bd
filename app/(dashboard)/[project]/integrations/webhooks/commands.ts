import { deleteWebhookAction, redeliverAction, rotateSecretAction, sendTestDeliveryAction, updateWebhookAction } from "./actions";

/** What the page of a webhook may do, for one project. */
export const commandsFor = (project: string) => ({
  update: updateWebhookAction.bind(null, project),
  remove: deleteWebhookAction.bind(null, project),
  rotate: rotateSecretAction.bind(null, project),
  test: sendTestDeliveryAction.bind(null, project),
  redeliver: redeliverAction.bind(null, project),
});
