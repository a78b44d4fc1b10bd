import type { Metadata } from "next";
import { NoSegments } from "@/components/segments/no-segments";
import { SegmentSearch } from "@/components/segments/segment-search";
import { SegmentTable } from "@/components/segments/segment-table";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { listSegments } from "@/lib/segments/queries";
import { ListSegments } from "@/lib/segments/schema";
import { listedSegment } from "@/lib/segments/shown";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Segments" };

export default async function SegmentsPage({ params, searchParams }: PageProps<"/[project]/segments">) {
  const { project } = await params;
  const { q, cursor } = ListSegments.catch({ limit: 50 }).parse(await searchParams);
  const { items, nextCursor } = await load(project, (scope) => listSegments(scope, { q, cursor, limit: 50 }));
  const path = `/${project}/segments`;
  const actions = (
    <ButtonLink variant="primary" href={`${path}/new`}>
      New segment
    </ButtonLink>
  );

  return (
    <>
      <PageHeader title="Segments" actions={actions}>
        Live groups of customers: everyone for whom a rule is true, at any moment.
      </PageHeader>
      {(q || items.length > 0) && <SegmentSearch path={path} q={q} />}
      {items.length === 0 ? <NoSegments q={q} /> : <SegmentTable segments={items.map(listedSegment)} path={path} />}
      <Pagination path={path} query={{ q, cursor }} nextCursor={nextCursor} />
    </>
  );
}
