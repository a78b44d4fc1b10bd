import type { Metadata } from "next";
import { DeadLink } from "@/components/accounts/dead-link";
import { Invitation } from "@/components/accounts/invitation";
import { lookAtInvitation } from "@/lib/members/looking";
import { loadPublic } from "@/lib/web/account";
import { acceptAsNewAction, acceptInvitationAction, acceptSigningInAction, switchAccountAction } from "../../actions";

export const metadata: Metadata = { title: "Invitation" };

export default async function InvitationPage({ params, searchParams }: PageProps<"/invite/[token]">) {
  const [{ token }, { account }] = await Promise.all([params, searchParams]);
  const invitation = await loadPublic((visitor, userId) => lookAtInvitation(visitor, token, userId));
  if (!invitation) return <DeadLink>It was used or revoked, or it is older than a week. Ask for a new one.</DeadLink>;
  return (
    <Invitation
      {...invitation}
      token={token}
      hasAccount={invitation.hasAccount || account === "yes"}
      accept={acceptInvitationAction}
      signIn={acceptSigningInAction}
      join={acceptAsNewAction}
      change={switchAccountAction}
    />
  );
}
