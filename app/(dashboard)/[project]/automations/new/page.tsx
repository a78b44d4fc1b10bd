import type { Metadata } from "next";
import { FlowGallery } from "@/components/automations/flow-gallery";
import { PageHeader } from "@/components/ui/page-header";
import { openFlowGallery } from "@/lib/automations/overview";
import { load } from "@/lib/web/page";
import { createAutomationAction, createFromGalleryAction } from "../actions";

export const metadata: Metadata = { title: "New automation" };

export default async function NewAutomationPage({ params }: PageProps<"/[project]/automations/new">) {
  const { project } = await params;
  const { flows, mayEdit } = await load(project, openFlowGallery);
  return (
    <>
      <PageHeader title="New automation">
        {mayEdit
          ? "It begins as a draft: nothing is sent before you let it go live. A ready-made one brings its own templates, to be changed as you like."
          : "To make an automation, ask for the role of an editor."}
      </PageHeader>
      <FlowGallery
        {...{ project, flows, mayEdit }}
        create={createAutomationAction.bind(null, project)}
        createReady={createFromGalleryAction.bind(null, project)}
      />
    </>
  );
}
