import type { Metadata } from "next";
import { InvitationTable } from "@/components/team/invitation-table";
import { InviteDialog } from "@/components/team/invite-dialog";
import { LeaveProject } from "@/components/team/leave-project";
import { MemberTable } from "@/components/team/member-table";
import { PermissionMatrix } from "@/components/team/permission-matrix";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { ListMembers } from "@/lib/members/schema";
import { teamOf } from "@/lib/members/page";
import { load } from "@/lib/web/page";
import * as team from "./actions";

export const metadata: Metadata = { title: "Team" };

export default async function TeamPage({ params, searchParams }: PageProps<"/[project]/settings/team">) {
  const { project: slug } = await params;
  const { cursor } = ListMembers.catch({ limit: 50 }).parse(await searchParams);
  const { invitations, permissions, nextCursor, ...shown } = await load(slug, (scope) => teamOf(scope, cursor));
  const to = <A extends (project: string, said: unknown) => unknown>(action: A) =>
    action.bind(null, slug) as (said: unknown) => ReturnType<A>;
  return (
    <>
      <PageHeader title="Team" actions={<InviteDialog mayInvite={shown.mayManage} invite={to(team.inviteAction)} />}>
        Who works in this project, and what they may do.
      </PageHeader>
      <MemberTable
        {...shown}
        setRole={to(team.setRoleAction)}
        remove={to(team.removeMemberAction)}
        transfer={to(team.transferProjectAction)}
      />
      <Pagination path={`/${slug}/settings/team`} query={{ cursor }} nextCursor={nextCursor} />
      <InvitationTable {...{ invitations, ...shown }} renew={to(team.renewInvitationAction)} revoke={to(team.revokeInvitationAction)} />
      <PermissionMatrix permissions={permissions} />
      <LeaveProject name={shown.project} leave={to(team.leaveProjectAction)} />
    </>
  );
}
