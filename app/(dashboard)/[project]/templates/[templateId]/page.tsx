import type { Metadata } from "next";
import { ruleCatalogue } from "@/lib/segments/catalogue";
import { getTemplate } from "@/lib/templates/queries";
import { listedTemplate } from "@/lib/templates/shown";
import { load } from "@/lib/web/page";
import * as actions from "../actions";
import { Editor } from "./editor";

export const metadata: Metadata = { title: "Template" };

export default async function TemplatePage({ params }: PageProps<"/[project]/templates/[templateId]">) {
  const { project, templateId } = await params;
  const { template, traits } = await load(project, async (scope) => ({
    template: await getTemplate(scope, templateId),
    traits: (await ruleCatalogue(scope)).traits.map(({ key }) => key),
  }));

  return (
    <Editor
      key={template.id}
      template={{ ...listedTemplate(template), design: template.draft, revision: template.revision }}
      traits={traits}
      frame={`/api/frames/templates/${project}/${templateId}`}
      save={actions.updateTemplateAction.bind(null, project)}
      rename={actions.renameTemplateAction.bind(null, project)}
      publish={actions.publishTemplateAction.bind(null, project)}
      makeDefault={actions.makeDefaultAction.bind(null, project)}
      sendTest={actions.sendTestAction.bind(null, project)}
      preview={actions.previewTemplateAction.bind(null, project)}
      findPeople={actions.findPeopleAction.bind(null, project)}
    />
  );
}
