import type { Metadata } from "next";
import { SegmentForm } from "@/components/segments/segment-form";
import { PageHeader } from "@/components/ui/page-header";
import { editSegmentPage } from "@/lib/segments/overview";
import { loadOnce } from "@/lib/web/page";
import { updateSegmentAction, whyAction } from "../../actions";

type Props = PageProps<"/[project]/segments/[segmentId]/edit">;

const segmentOnce = loadOnce(editSegmentPage);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, segmentId } = await params;
  return { title: `Edit ${(await segmentOnce(project, segmentId)).segment.name}` };
}

export default async function EditSegmentPage({ params }: Props) {
  const { project, segmentId } = await params;
  const { segment, rule, catalogue, crowd, mayEdit } = await segmentOnce(project, segmentId);
  const { id, name, description } = segment;

  return (
    <>
      <PageHeader title={`Edit ${name}`}>
        A new rule applies to everyone at once. People who enter or leave because of it start no automation.
      </PageHeader>
      <SegmentForm
        {...{ id, catalogue, crowd, mayEdit }}
        initial={{ name, description, rule }}
        path={`/${project}/segments`}
        save={updateSegmentAction.bind(null, project)}
        why={whyAction.bind(null, project)}
      />
    </>
  );
}
