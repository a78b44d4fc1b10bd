import * as actions from "./actions";

/** What can be done with an automation of one project. */
export const commandsIn = (project: string) => ({
  pause: actions.pauseAction.bind(null, project),
  resume: actions.resumeAction.bind(null, project),
  stopEntries: actions.stopEntriesAction.bind(null, project),
  openEntries: actions.openEntriesAction.bind(null, project),
  archive: actions.archiveAction.bind(null, project),
  duplicate: actions.duplicateAutomationAction.bind(null, project),
  rename: actions.renameAutomationAction.bind(null, project),
});

/** What can be done with people of an automation. */
export const steeringIn = (project: string) => ({
  skip: actions.skipStepAction.bind(null, project),
  eject: actions.ejectRunsAction.bind(null, project),
  move: actions.moveRunsAction.bind(null, project),
});
