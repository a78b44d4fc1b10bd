import type { Metadata } from "next";
import { MergeChoice } from "@/components/customers/merge-choice";
import { MergeForm } from "@/components/customers/merge-form";
import { PageHeader } from "@/components/ui/page-header";
import { mergePage } from "@/lib/customers/merge-page";
import { calledName, MergeQuery } from "@/lib/customers/schema";
import { load } from "@/lib/web/page";
import { mergeAction } from "../../actions";

export const metadata: Metadata = { title: "Merge customers" };

export default async function MergePage({ params, searchParams }: PageProps<"/[project]/customers/[customerId]/merge">) {
  const { project, customerId } = await params;
  const query = MergeQuery.parse(await searchParams);
  const { customer, other, found, mayEdit, now } = await load(project, (scope) => mergePage(scope, customerId, query));
  const path = `/${project}/customers`;

  return (
    <>
      <PageHeader title={`Merge ${calledName(customer)}`}>
        Two customers who are one person become one. It is logged, and can be undone from the timeline of the one that stays.
      </PageHeader>
      {other ? (
        <MergeForm sides={[customer, other]} path={path} mayEdit={mayEdit} now={now} merge={mergeAction.bind(null, project)} />
      ) : (
        <MergeChoice path={`${path}/${customer.id}/merge`} q={query.q} found={found} />
      )}
    </>
  );
}
