import type { Metadata } from "next";
import { Profile } from "@/components/customers/profile";
import { getCustomer } from "@/lib/customers/queries";
import { profileOf } from "@/lib/customers/page";
import { calledName, ProfileQuery } from "@/lib/customers/schema";
import { load } from "@/lib/web/page";
import { editTraitAction, recordEventAction } from "../actions";

type Props = PageProps<"/[project]/customers/[customerId]">;

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, customerId } = await params;
  return { title: calledName(await load(project, (scope) => getCustomer(scope, customerId))) };
}

export default async function CustomerPage({ params, searchParams }: Props) {
  const { project, customerId } = await params;
  const query = ProfileQuery.parse(await searchParams);
  const profile = await load(project, (scope) => profileOf(scope, customerId, query));

  return (
    <Profile
      {...profile}
      project={project}
      query={query}
      editTrait={editTraitAction.bind(null, project)}
      recordEvent={recordEventAction.bind(null, project)}
    />
  );
}
