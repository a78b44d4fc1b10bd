"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { leaveProject, removeMember, setRole, transferProject } from "@/lib/members/commands";
import { invite, renewInvitation, revokeInvitation } from "@/lib/members/invitations";
import { InvitationId, Invite, MemberId, SetRole } from "@/lib/members/schema";
import { action } from "@/lib/web/action";

export const inviteAction = action({
  grant: "members:write",
  input: Invite,
  handle: async (scope, input) => {
    const invited = await invite(scope, input);
    refresh();
    return invited;
  },
});

export const renewInvitationAction = action({
  grant: "members:write",
  input: InvitationId,
  handle: async (scope, { id }) => {
    const invited = await renewInvitation(scope, id);
    refresh();
    return invited;
  },
});

export const revokeInvitationAction = action({
  grant: "members:write",
  input: InvitationId,
  handle: async (scope, { id }) => {
    await revokeInvitation(scope, id);
    refresh();
  },
});

export const setRoleAction = action({
  grant: "members:write",
  input: SetRole,
  handle: async (scope, input) => {
    await setRole(scope, input);
    refresh();
  },
});

export const removeMemberAction = action({
  grant: "members:write",
  input: MemberId,
  handle: async (scope, { userId }) => {
    await removeMember(scope, userId);
    refresh();
  },
});

export const transferProjectAction = action({
  grant: "project:transfer",
  input: MemberId,
  handle: async (scope, { userId }) => {
    await transferProject(scope, userId);
    refresh();
  },
});

export const leaveProjectAction = action({
  grant: "project:read",
  input: z.object({}),
  handle: async (scope) => {
    await leaveProject(scope);
    redirect("/projects");
  },
});
