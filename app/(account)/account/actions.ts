"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { changeName } from "@/lib/accounts/commands";
import { changePassword } from "@/lib/accounts/recovering";
import { ChangeName, ChangePassword, EndSession } from "@/lib/accounts/schema";
import { endOtherSessions, endSession } from "@/lib/accounts/sessions";
import { accountAction, forgetBrowser } from "@/lib/web/account";

const Nothing = z.object({});

export const signOutAction = accountAction({
  input: Nothing,
  handle: async (account) => {
    await endSession(account, account.sessionId);
    await forgetBrowser();
    redirect("/sign-in");
  },
});

export const changeNameAction = accountAction({
  input: ChangeName,
  handle: async (account, { name }) => {
    await changeName(account, name);
    refresh();
  },
});

export const changePasswordAction = accountAction({
  input: ChangePassword,
  handle: async (account, input) => {
    await changePassword(account, input);
    refresh();
  },
});

export const endSessionAction = accountAction({
  input: EndSession,
  handle: async (account, { id }) => {
    await endSession(account, id);
    refresh();
  },
});

export const endOtherSessionsAction = accountAction({
  input: Nothing,
  handle: async (account) => {
    await endOtherSessions(account);
    refresh();
  },
});
