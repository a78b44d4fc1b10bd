import type { Metadata } from "next";
import { CreateCustomer } from "@/components/customers/create-customer";
import { CustomerTable } from "@/components/customers/customer-table";
import { FindCustomers } from "@/components/customers/find-customers";
import { HowMany } from "@/components/customers/how-many";
import { NoCustomers } from "@/components/customers/no-customers";
import { SelectCustomers } from "@/components/customers/select-customers";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { customersPage } from "@/lib/customers/page";
import { CustomersQuery } from "@/lib/customers/schema";
import { load } from "@/lib/web/page";
import { setTagAction } from "../../tags/actions";
import { createCustomerAction } from "../actions";

export const metadata: Metadata = { title: "Customers" };

export default async function CustomersPage({ params, searchParams }: PageProps<"/[project]/customers">) {
  const { project } = await params;
  const query = CustomersQuery.parse(await searchParams);
  const { customers, nextCursor, total, tagged, offeredTags, mayEdit, now } = await load(project, (scope) => customersPage(scope, query));
  const path = `/${project}/customers`;

  return (
    <>
      <PageHeader
        title="Customers"
        actions={<CreateCustomer create={createCustomerAction.bind(null, project)} {...{ path, mayEdit }} main={customers.length > 0} />}
      >
        <HowMany total={total} tagged={tagged} q={query.q} />
      </PageHeader>
      <FindCustomers path={path} q={query.q} tag={query.tag} tags={offeredTags} />
      <SelectCustomers offered={offeredTags} setTag={setTagAction.bind(null, project)}>
        {customers.length > 0 && <CustomerTable customers={customers} path={path} now={now} selectable={mayEdit} />}
      </SelectCustomers>
      {customers.length === 0 && <NoCustomers q={query.q} tag={query.tag} project={project} />}
      <Pagination path={path} query={query} nextCursor={nextCursor} />
    </>
  );
}
