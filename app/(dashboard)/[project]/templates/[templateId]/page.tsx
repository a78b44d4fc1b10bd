import type { Metadata } from "next";
import { openTemplate } from "@/lib/templates/overview";
import { listPictures } from "@/lib/pictures/queries";
import { SAMPLE_EVENT } from "@/lib/templates/schema";
import { load } from "@/lib/web/page";
import { commandsIn } from "../commands";
import { Editor } from "./editor";

export const metadata: Metadata = { title: "Template" };

export default async function TemplatePage({ params }: PageProps<"/[project]/templates/[templateId]">) {
  const { project, templateId: id } = await params;
  const { pictures, ...shown } = await load(project, async (scope) => ({
    ...(await openTemplate(scope, id)),
    pictures: await listPictures(scope, 24),
  }));
  const { design } = shown.template;
  return (
    <Editor
      key={`${id}/${design.html === undefined ? "document" : "html"}`}
      {...{ project, pictures, ...shown }}
      path={`/${project}/templates`}
      upload={`/api/pictures/${project}`}
      sampleEvent={SAMPLE_EVENT} // as a value: its module would bring all of zod to the browser
      frame={`/api/frames/templates/${project}/${id}`}
      {...commandsIn(project)}
    />
  );
}
