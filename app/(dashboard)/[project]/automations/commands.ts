import * as actions from "./actions";

/** What can be done with an automation of one project. */
export const commandsIn = (project: string) => ({
  pause: actions.pauseAction.bind(null, project),
  resume: actions.resumeAction.bind(null, project),
  archive: actions.archiveAction.bind(null, project),
  duplicate: actions.duplicateAutomationAction.bind(null, project),
  rename: actions.renameAutomationAction.bind(null, project),
});
