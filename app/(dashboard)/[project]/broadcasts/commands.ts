import * as actions from "./actions";

/** What can be done with a broadcast of one project. */
export const commandsIn = (project: string) => ({
  save: actions.saveBroadcastAction.bind(null, project),
  rename: actions.renameBroadcastAction.bind(null, project),
  send: actions.sendBroadcastAction.bind(null, project),
  unschedule: actions.unscheduleBroadcastAction.bind(null, project),
  pause: actions.pauseBroadcastAction.bind(null, project),
  resume: actions.resumeBroadcastAction.bind(null, project),
  cancel: actions.cancelBroadcastAction.bind(null, project),
  duplicate: actions.duplicateBroadcastAction.bind(null, project),
  remove: actions.deleteBroadcastAction.bind(null, project),
  sendTest: actions.sendTestAction.bind(null, project),
  why: actions.whyAction.bind(null, project),
  findPeople: actions.findPeopleAction.bind(null, project),
});
