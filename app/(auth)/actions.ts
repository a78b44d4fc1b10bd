"use server";

import { redirect } from "next/navigation";
import { after } from "next/server";
import { mailLink, mayAskForLink } from "@/lib/accounts/asking";
import { claimInstance } from "@/lib/accounts/claiming";
import { resetPassword } from "@/lib/accounts/recovering";
import { AskForLink, Claim, ResetPassword, SignIn, UseLink } from "@/lib/accounts/schema";
import { endSession } from "@/lib/accounts/sessions";
import { signInByLink, signInByPassword } from "@/lib/accounts/signing-in";
import { acceptAsNew, acceptInvitation, acceptSigningIn } from "@/lib/members/accepting";
import { AcceptAsNew, AcceptInvitation, AcceptSigningIn } from "@/lib/members/schema";
import { accountAction, entryAction, forgetBrowser, publicAction } from "@/lib/web/account";

export const signInAction = entryAction({ input: SignIn, handle: signInByPassword });
export const useLinkAction = entryAction({ input: UseLink, handle: signInByLink });
export const claimAction = entryAction({ input: Claim, handle: claimInstance });
export const resetPasswordAction = entryAction({ input: ResetPassword, handle: resetPassword });
export const acceptAsNewAction = entryAction({ input: AcceptAsNew, handle: acceptAsNew });
export const acceptSigningInAction = entryAction({ input: AcceptSigningIn, handle: acceptSigningIn });

export const acceptInvitationAction = accountAction({
  input: AcceptInvitation,
  handle: async (account, { token }) => {
    const { slug } = await acceptInvitation(account, token);
    redirect(`/${slug}`);
  },
});

/** Signs out whoever is signed in, and comes back to the invitation. */
export const switchAccountAction = accountAction({
  input: AcceptInvitation,
  handle: async (account, { token }) => {
    await endSession(account, account.sessionId);
    await forgetBrowser();
    redirect(`/invite/${encodeURIComponent(token)}`);
  },
});

export const askForLinkAction = publicAction({
  input: AskForLink,
  handle: async (visitor, input) => {
    await mayAskForLink(visitor, input);
    after(() => mailLink(visitor, input));
    return null;
  },
});
