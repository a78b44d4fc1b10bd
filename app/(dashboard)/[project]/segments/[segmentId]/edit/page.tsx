import type { Metadata } from "next";
import { SegmentForm } from "@/components/segments/segment-form";
import { PageHeader } from "@/components/ui/page-header";
import { editSegmentPage } from "@/lib/segments/overview";
import { load } from "@/lib/web/page";
import { updateSegmentAction, whyAction } from "../../actions";

export const metadata: Metadata = { title: "Edit segment" };

export default async function EditSegmentPage({ params }: PageProps<"/[project]/segments/[segmentId]/edit">) {
  const { project, segmentId } = await params;
  const { segment, rule, catalogue, crowd, mayEdit } = await load(project, (scope) => editSegmentPage(scope, segmentId));
  const { id, name, description } = segment;

  return (
    <>
      <PageHeader title={`Edit ${name}`}>
        A new rule applies to everyone at once. People who enter or leave because of it start no automation.
      </PageHeader>
      <SegmentForm
        id={id}
        initial={{ name, description, rule }}
        catalogue={catalogue}
        path={`/${project}/segments`}
        save={updateSegmentAction.bind(null, project)}
        crowd={crowd}
        mayEdit={mayEdit}
        why={whyAction.bind(null, project)}
      />
    </>
  );
}
