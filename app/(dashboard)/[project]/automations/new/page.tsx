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
          ? "It starts as a draft: nothing is sent until you set it live. A ready-made one comes with its own templates, which you can edit."
          : "To make an automation, ask an admin for the editor role."}
      </PageHeader>
      <FlowGallery
        {...{ project, flows, mayEdit }}
        create={createAutomationAction.bind(null, project)}
        createReady={createFromGalleryAction.bind(null, project)}
      />
    </>
  );
}
