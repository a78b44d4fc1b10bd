import type { Metadata } from "next";
import { openTemplate } from "@/lib/templates/overview";
import { listPictures } from "@/lib/pictures/queries";
import type { Scope } from "@/lib/scope";
import { SAMPLE_EVENT } from "@/lib/templates/schema";
import { loadOnce } from "@/lib/web/page";
import { commandsIn } from "../commands";
import { Editor } from "./editor";

type Props = PageProps<"/[project]/templates/[templateId]">;

const templateOnce = loadOnce(async (scope: Scope, id: string) => ({
  ...(await openTemplate(scope, id)),
  pictures: await listPictures(scope, 24),
}));

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, templateId } = await params;
  return { title: (await templateOnce(project, templateId)).template.name };
}

export default async function TemplatePage({ params }: Props) {
  const { project, templateId: id } = await params;
  const { pictures, ...shown } = await templateOnce(project, id);
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
