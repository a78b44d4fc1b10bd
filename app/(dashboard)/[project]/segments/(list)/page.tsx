import type { Metadata } from "next";
import { NoSegments } from "@/components/segments/no-segments";
import { SegmentTable } from "@/components/segments/segment-table";
import { barredUnless } from "@/components/team/barred";
import { BarredLink } from "@/components/ui/barred-link";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { segmentsPage } from "@/lib/segments/overview";
import { ListSegments } from "@/lib/segments/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Segments" };

export default async function SegmentsPage({ params, searchParams }: PageProps<"/[project]/segments">) {
  const { project } = await params;
  const { q, cursor } = ListSegments.catch({ limit: 50 }).parse(await searchParams);
  const { segments, nextCursor, mayEdit } = await load(project, (scope) => segmentsPage(scope, { q, cursor, limit: 50 }));
  const path = `/${project}/segments`;
  const add = (
    <BarredLink variant="primary" href={`${path}/new`} because={barredUnless(mayEdit)}>
      New segment
    </BarredLink>
  );

  return (
    <>
      <PageHeader title="Segments" actions={add}>
        Live groups of customers: everyone for whom a rule is true, at any moment.
      </PageHeader>
      {(q || segments.length > 0) && <Search path={path} label="Search by name" q={q} />}
      {segments.length === 0 ? <NoSegments q={q} path={path} add={add} /> : <SegmentTable segments={segments} path={path} />}
      <Pagination path={path} query={{ q, cursor }} nextCursor={nextCursor} />
    </>
  );
}
