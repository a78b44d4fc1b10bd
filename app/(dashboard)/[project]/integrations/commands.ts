import {
  connectAction,
  disconnectAction,
  pauseIntegrationAction,
  renewSecretsAction,
  resumeIntegrationAction,
  testIntegrationAction,
} from "./actions";

/** What the page of an integration may do, for one project. */
export const commandsFor = (project: string) => ({
  connect: connectAction.bind(null, project),
  renew: renewSecretsAction.bind(null, project),
  pause: pauseIntegrationAction.bind(null, project),
  resume: resumeIntegrationAction.bind(null, project),
  disconnect: disconnectAction.bind(null, project),
  test: testIntegrationAction.bind(null, project),
});
