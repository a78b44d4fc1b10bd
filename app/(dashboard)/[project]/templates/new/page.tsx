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
          ? "Choose a starting point. The copy is yours, and nothing is sent with it until you publish it."
          : "You can view these. To make a template of one, ask an admin for the editor role."}
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
