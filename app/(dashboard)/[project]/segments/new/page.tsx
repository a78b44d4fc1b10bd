import type { Metadata } from "next";
import { SegmentForm } from "@/components/segments/segment-form";
import { PageHeader } from "@/components/ui/page-header";
import { newSegmentPage } from "@/lib/segments/overview";
import { load } from "@/lib/web/page";
import { createSegmentAction, whyAction } from "../actions";

export const metadata: Metadata = { title: "New segment" };

export default async function NewSegmentPage({ params }: PageProps<"/[project]/segments/new">) {
  const { project } = await params;
  const { rule, catalogue, crowd, mayEdit } = await load(project, newSegmentPage);

  return (
    <>
      <PageHeader title="New segment">Everyone for whom the rule is true enters at once, and leaves when it no longer is.</PageHeader>
      <SegmentForm
        initial={{ name: "", rule }}
        catalogue={catalogue}
        path={`/${project}/segments`}
        save={createSegmentAction.bind(null, project)}
        crowd={crowd}
        mayEdit={mayEdit}
        why={whyAction.bind(null, project)}
      />
    </>
  );
}
