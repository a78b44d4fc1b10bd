import * as actions from "./actions";

/** What can be done with a template of one project. */
export const commandsIn = (project: string) => ({
  save: actions.updateTemplateAction.bind(null, project),
  preview: actions.previewTemplateAction.bind(null, project),
  previewLine: actions.previewLineAction.bind(null, project),
  findPeople: actions.findPeopleAction.bind(null, project),
  sendTest: actions.sendTestAction.bind(null, project),
  commands: {
    rename: actions.renameTemplateAction.bind(null, project),
    publish: actions.publishTemplateAction.bind(null, project),
    makeDefault: actions.makeDefaultAction.bind(null, project),
    duplicate: actions.duplicateTemplateAction.bind(null, project),
    remove: actions.deleteTemplateAction.bind(null, project),
    convert: actions.convertToHtmlAction.bind(null, project),
  },
});
