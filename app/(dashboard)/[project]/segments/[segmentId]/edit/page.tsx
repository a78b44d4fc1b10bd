import type { Metadata } from "next";
import { SegmentForm } from "@/components/segments/segment-form";
import { PageHeader } from "@/components/ui/page-header";
import { ruleCatalogue } from "@/lib/segments/catalogue";
import { getSegment } from "@/lib/segments/queries";
import { load } from "@/lib/web/page";
import { previewRuleAction, updateSegmentAction } from "../../actions";

export const metadata: Metadata = { title: "Edit segment" };

export default async function EditSegmentPage({ params }: PageProps<"/[project]/segments/[segmentId]/edit">) {
  const { project, segmentId } = await params;
  const { segment, catalogue } = await load(project, async (scope) => ({
    segment: await getSegment(scope, segmentId),
    catalogue: await ruleCatalogue(scope),
  }));
  const { id, name, description, rule } = segment;

  return (
    <>
      <PageHeader title={`Edit ${name}`}>
        A new rule is applied to everyone at once. Who enters or leaves by that starts no automation.
      </PageHeader>
      <SegmentForm
        id={id}
        initial={{ name, description, rule }}
        catalogue={catalogue}
        path={`/${project}/segments`}
        save={updateSegmentAction.bind(null, project)}
        preview={previewRuleAction.bind(null, project)}
      />
    </>
  );
}
