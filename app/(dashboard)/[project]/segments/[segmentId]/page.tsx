import type { Metadata } from "next";
import { SegmentActions } from "@/components/segments/segment-actions";
import { SegmentParts } from "@/components/segments/segment-parts";
import { PageHeader } from "@/components/ui/page-header";
import { readSegment } from "@/lib/segments/overview";
import { ListSegments } from "@/lib/segments/schema";
import { loadOnce } from "@/lib/web/page";
import { commandsIn } from "../commands";

type Props = PageProps<"/[project]/segments/[segmentId]">;

const segmentOnce = loadOnce(readSegment);

async function read({ params, searchParams }: Props) {
  const { project, segmentId } = await params;
  const { cursor } = ListSegments.catch({ limit: 50 }).parse(await searchParams);
  return { project, cursor, ...(await segmentOnce(project, segmentId, cursor)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: (await read(props)).segment.name };
}

export default async function SegmentPage(props: Props) {
  const { segment, mayEdit, ...shown } = await read(props);
  const { id, name, sentence, description, customers, filled } = segment;
  const path = `/${shown.project}/segments`;
  const actions = mayEdit && <SegmentActions {...{ id, name, path, peopled: customers > 0 }} {...commandsIn(shown.project)} />;
  return (
    <>
      <PageHeader title={name} actions={actions}>
        <p>{sentence}</p>
        {description && <p className="mt-1">{description}</p>}
      </PageHeader>
      <SegmentParts {...shown} {...{ customers, filled }} path={`${path}/${id}`} />
    </>
  );
}
