import type { Metadata } from "next";
import { MergeChoice } from "@/components/customers/merge-choice";
import { MergeForm } from "@/components/customers/merge-form";
import { PageHeader } from "@/components/ui/page-header";
import { mergePage } from "@/lib/customers/merge-page";
import { calledName, MergeQuery } from "@/lib/customers/schema";
import { loadOnce } from "@/lib/web/page";
import { mergeAction } from "../../actions";

type Props = PageProps<"/[project]/customers/[customerId]/merge">;

const mergeOnce = loadOnce(mergePage);

async function read({ params, searchParams }: Props) {
  const { project, customerId } = await params;
  const query = MergeQuery.parse(await searchParams);
  return { project, q: query.q, ...(await mergeOnce(project, customerId, query)) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: `Merge ${calledName((await read(props)).customer)}` };
}

export default async function MergePage(props: Props) {
  const { project, q, customer, other, found, mayEdit, now } = await read(props);
  const path = `/${project}/customers`;

  return (
    <>
      <PageHeader title={`Merge ${calledName(customer)}`}>
        Two customers who are one person become one. It is logged, and can be undone from the timeline of the one that stays.
      </PageHeader>
      {other ? (
        <MergeForm sides={[customer, other]} path={path} mayEdit={mayEdit} now={now} merge={mergeAction.bind(null, project)} />
      ) : (
        <MergeChoice path={`${path}/${customer.id}/merge`} q={q} found={found} />
      )}
    </>
  );
}
