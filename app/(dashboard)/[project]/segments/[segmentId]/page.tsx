import type { Metadata } from "next";
import { SegmentActions } from "@/components/segments/segment-actions";
import { SegmentFigures } from "@/components/segments/segment-figures";
import { SegmentMoves } from "@/components/segments/segment-moves";
import { SegmentPeople } from "@/components/segments/segment-people";
import { SegmentUsage } from "@/components/segments/segment-usage";
import { PageHeader } from "@/components/ui/page-header";
import { readSegment } from "@/lib/segments/overview";
import { ListSegments } from "@/lib/segments/schema";
import { load } from "@/lib/web/page";
import { createBroadcastAction } from "../../broadcasts/actions";
import { deleteSegmentAction, duplicateSegmentAction } from "../actions";

export const metadata: Metadata = { title: "Segment" };

export default async function SegmentPage({ params, searchParams }: PageProps<"/[project]/segments/[segmentId]">) {
  const { project, segmentId } = await params;
  const { cursor } = ListSegments.catch({ limit: 50 }).parse(await searchParams);
  const { segment, people, moves, recent, usage, mayEdit, now } = await load(project, (scope) => readSegment(scope, segmentId, cursor));
  const { id, name, sentence, customers, filled } = segment;
  const path = `/${project}/segments`;
  const [duplicate, remove] = [duplicateSegmentAction.bind(null, project), deleteSegmentAction.bind(null, project)];
  const commands = { write: createBroadcastAction.bind(null, project), duplicate, remove };

  return (
    <>
      <PageHeader title={name} actions={mayEdit && <SegmentActions {...{ id, name, path, peopled: customers > 0 }} {...commands} />}>
        {sentence}
      </PageHeader>
      <SegmentFigures customers={customers} filled={filled} recent={recent} />
      <div className="mt-6 grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(0,1fr)]">
        <SegmentPeople people={people} project={project} path={`${path}/${id}`} cursor={cursor} now={now} />
        <div className="flex flex-col gap-8">
          <SegmentMoves moves={moves} project={project} now={now} />
          <SegmentUsage usage={usage} project={project} />
        </div>
      </div>
    </>
  );
}
