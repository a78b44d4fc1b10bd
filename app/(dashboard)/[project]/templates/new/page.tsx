import type { Metadata } from "next";
import { Gallery } from "@/components/templates/gallery";
import { PageHeader } from "@/components/ui/page-header";
import { openGallery } from "@/lib/templates/overview";
import { load } from "@/lib/web/page";
import { createTemplateAction } from "../actions";

export const metadata: Metadata = { title: "New template" };

export default async function NewTemplatePage({ params }: PageProps<"/[project]/templates/new">) {
  const { project } = await params;
  const { starters, own, mayEdit } = await load(project, openGallery);
  return (
    <>
      <PageHeader title="New template">
        {mayEdit
          ? "Choose what it starts from. It is yours from then on, and nothing is sent with it before you publish it."
          : "You may look at these. To make a template of one, ask for the role of an editor."}
      </PageHeader>
      <Gallery
        path={`/${project}/templates`}
        frames={`/api/frames/gallery/${project}`}
        ownFrames={`/api/frames/templates/${project}`}
        {...{ starters, own, mayEdit }}
        create={createTemplateAction.bind(null, project)}
      />
    </>
  );
}
