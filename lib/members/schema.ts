import { z } from "zod";
import { Email, LinkToken, Password, PersonName } from "@/lib/accounts/schema";
import { listOf, UnsearchedInput } from "@/lib/paging/schema";
import { ROLES, type Role } from "@/lib/projects/schema";

export const MemberId = z.object({ userId: z.string().max(60) });
export const SetRole = MemberId.extend({ role: z.enum(ROLES, "Choose a role.") });
export type SetRole = z.infer<typeof SetRole>;

const noAddress = z.preprocess((said) => (typeof said === "string" && said.trim() === "" ? null : said), Email.nullable().default(null));

/** Without an address the invitation is for whoever holds its link. Nobody is invited as an owner: that is given to somebody who is there. */
export const INVITED_AS = ["viewer", "editor", "admin"] as const satisfies readonly Role[];
export const Invite = z.object({ email: noAddress, role: z.enum(INVITED_AS, "Choose a role.") });
export type Invite = z.infer<typeof Invite>;
export const InvitationId = z.object({ id: z.string().max(60) });

export const AcceptInvitation = z.object({ token: LinkToken });
/** By who has an account: the address where the invitation names none. */
export const AcceptSigningIn = AcceptInvitation.extend({
  email: Email.optional(),
  password: z.string("Enter your password.").min(1, "Enter your password.").max(1_000),
});
export type AcceptSigningIn = z.infer<typeof AcceptSigningIn>;
export const AcceptAsNew = AcceptInvitation.extend({ email: Email.optional(), name: PersonName, password: Password });
export type AcceptAsNew = z.infer<typeof AcceptAsNew>;

/** Somebody who works in the project, as its other members see them. */
export type Member = {
  userId: string;
  name: string;
  email: string;
  role: Role;
  joinedAt: Date;
  lastActiveAt: Date | null;
  isYou: boolean;
};
export type OpenInvitation = {
  id: string;
  email: string | null;
  role: Role;
  invitedBy: string | null;
  createdAt: Date;
  expiresAt: Date;
  expired: boolean;
};

/** What became of an invitation: mailed to its address, or here is its link. It is told this once. */
export type Invited = { id: string; email: string | null } & ({ went: "by_mail" } | { went: "by_hand" | "mail_failed"; url: string });

/** What the holder of an invitation sees before they accept it. */
export type ShownInvitation = { project: string; inviter: string | null; role: Role; email: string | null; hasAccount: boolean };

export const ListMembers = UnsearchedInput;
export const ShownMember = z.object({
  id: z.string(),
  name: z.string(),
  email: z.string(),
  role: z.enum(ROLES),
  joined_at: z.string(),
  last_active_at: z.string().nullable(),
});
export const ShownMembers = listOf(ShownMember);
