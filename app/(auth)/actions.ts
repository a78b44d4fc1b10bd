"use server";

import { after } from "next/server";
import { mailLink, mayAskForLink } from "@/lib/accounts/asking";
import { claimInstance } from "@/lib/accounts/claiming";
import { resetPassword } from "@/lib/accounts/recovering";
import { AskForLink, Claim, ResetPassword, SignIn, UseLink } from "@/lib/accounts/schema";
import { signInByLink, signInByPassword } from "@/lib/accounts/signing-in";
import { entryAction, publicAction } from "@/lib/web/account";

export const signInAction = entryAction({ input: SignIn, handle: signInByPassword });
export const useLinkAction = entryAction({ input: UseLink, handle: signInByLink });
export const claimAction = entryAction({ input: Claim, handle: claimInstance });
export const resetPasswordAction = entryAction({ input: ResetPassword, handle: resetPassword });

export const askForLinkAction = publicAction({
  input: AskForLink,
  handle: async (visitor, input) => {
    await mayAskForLink(visitor, input);
    after(() => mailLink(visitor, input));
    return null;
  },
});
