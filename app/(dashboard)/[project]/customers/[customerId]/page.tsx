import type { Metadata } from "next";
import { cache } from "react";
import { Profile } from "@/components/customers/profile";
import { profileOf } from "@/lib/customers/page";
import { calledName, ProfileQuery, type TimelineKind } from "@/lib/customers/schema";
import { load } from "@/lib/web/page";
import { whyInSegmentAction } from "../../segments/actions";
import { setTagAction } from "../../tags/actions";
import { editTraitAction, eraseCustomerAction, keepApartAction, recordEventAction, undoMergeAction } from "../actions";

type Props = PageProps<"/[project]/customers/[customerId]">;

const profileOnce = cache((project: string, id: string, kind?: TimelineKind, cursor?: string) =>
  load(project, (scope) => profileOf(scope, id, { kind, cursor })),
);

async function read({ params, searchParams }: Props) {
  const { project, customerId } = await params;
  const query = ProfileQuery.parse(await searchParams);
  return { project, query, profile: await profileOnce(project, customerId, query.kind, query.cursor) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  return { title: calledName((await read(props)).profile.customer) };
}

export default async function CustomerPage(props: Props) {
  const { project, query, profile } = await read(props);
  const commands = {
    editTrait: editTraitAction.bind(null, project),
    recordEvent: recordEventAction.bind(null, project),
    setTag: setTagAction.bind(null, project),
    keepApart: keepApartAction.bind(null, project),
    undoMerge: undoMergeAction.bind(null, project),
    why: whyInSegmentAction.bind(null, project),
    erase: eraseCustomerAction.bind(null, project),
  };

  return <Profile {...profile} project={project} query={query} {...commands} />;
}
