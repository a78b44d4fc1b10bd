import "server-only";
import { canMailLinks } from "@/lib/accounts/asking";
import { actingPerson } from "@/lib/accounts/queries";
import { env } from "@/lib/env";
import { sendAccountEmail } from "@/lib/mail/account";
import type { Invited } from "@/lib/members/schema";
import { getProject } from "@/lib/projects/queries";
import { ROLE_WORDS, type Role } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

type Kept = { id: string; email: string | null; role: Role };

/**
 * Takes an invitation to whom it is for. Where mail leaves, an invitation for an address is told to that address and nobody else: who
 * accepts it has then shown that they read its mail. Otherwise the link is for the inviter to pass on.
 */
export async function mailInvitation(scope: Scope, { id, email, role }: Kept, token: string): Promise<Invited> {
  const url = `${env().APP_URL}/invite/${token}`;
  if (!email || !canMailLinks()) return { id, email, went: "by_hand", url };
  const { name: project } = await getProject(scope);
  const inviter = (await actingPerson(scope))?.name ?? "Somebody";
  const delivery = await sendAccountEmail({
    to: email,
    subject: `${inviter} invites you to ${project}`,
    title: `Work on ${project}`,
    paragraphs: [`${inviter} invites you to the project ${project} on CrowdPower, as ${ROLE_WORDS[role].toLowerCase()}.`],
    button: { label: "Look at the invitation", url },
    foot: "The link works once and expires after 7 days. If you did not expect an invitation, ignore it.",
  });
  return delivery === "sent" ? { id, email, went: "by_mail" } : { id, email, went: "mail_failed", url };
}
