import "server-only";
import { permissions } from "@/lib/grants";
import { listMembers, openInvitations } from "@/lib/members/queries";
import { getProject } from "@/lib/projects/queries";
import { may, type Scope } from "@/lib/scope";

/** The team as its page shows it, and what the person at hand may do about it. */
export async function teamOf(scope: Scope, cursor: string | undefined) {
  const [{ name }, { items, nextCursor }, invitations] = await Promise.all([
    getProject(scope),
    listMembers(scope, { limit: 50, cursor }),
    openInvitations(scope),
  ]);
  return {
    project: name,
    members: items,
    nextCursor,
    invitations,
    permissions: permissions(),
    mayManage: may(scope.actor, "members:write"),
    /** Owners alone make owners, and of owners something else. */
    mayMakeOwners: may(scope.actor, "project:transfer"),
    now: scope.clock.now(),
  };
}
