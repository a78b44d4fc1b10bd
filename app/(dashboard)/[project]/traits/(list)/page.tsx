import type { Metadata } from "next";
import { TraitCatalogue } from "@/components/traits/trait-table";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Search } from "@/components/ui/search";
import { traitsPage } from "@/lib/traits/page";
import { ListTraits } from "@/lib/traits/schema";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Traits" };

export default async function TraitsPage({ params, searchParams }: PageProps<"/[project]/traits">) {
  const { project } = await params;
  const { q, cursor } = ListTraits.catch({ limit: 50 }).parse(await searchParams);
  const { traits, nextCursor, now } = await load(project, (scope) => traitsPage(scope, { q, cursor }));
  const path = `/${project}/traits`;

  return (
    <>
      <PageHeader title="Traits">What you know about people: every key received so far.</PageHeader>
      {(q || traits.length > 0) && <Search path={path} label="Search by key or label" q={q} />}
      <TraitCatalogue traits={traits} q={q} path={path} now={now} />
      <Pagination path={path} query={{ q, cursor }} nextCursor={nextCursor} />
    </>
  );
}
