import "server-only";
import { eq } from "drizzle-orm";
import { users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { countAttempt } from "@/lib/accounts/attempts";
import { LINK_LIFE_MINUTES, mintLink } from "@/lib/accounts/links";
import type { AskForLink } from "@/lib/accounts/schema";
import { env, variable } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { sendAccountEmail } from "@/lib/mail/account";
import { realMailer } from "@/lib/mail/senders";

/** Links to one address asked for from one place, to one address from anywhere, and by one place to anybody, in 15 minutes. */
const MOST = { here: 3, toOne: 10, fromHere: 20 };

/** Whether this instance can write to the people who work in it. */
export const canMailLinks = (): boolean => realMailer() !== null && variable("MAIL_FROM") !== undefined;

/** Refuses who asks too often, whether or not there is such an account. */
export async function mayAskForLink({ db, clock, address }: Visitor, { email }: AskForLink): Promise<void> {
  if (!canMailLinks()) throw new AppError("CONFLICT", "This instance sends no mail yet.");
  const now = clock.now();
  await countAttempt(db, ["link", email, address], MOST.here, now);
  await countAttempt(db, ["link", email], MOST.toOne, now);
  await countAttempt(db, ["link from", address], MOST.fromHere, now);
}

const WORDS = {
  sign_in: { subject: "Sign in to CrowdPower", what: "sign in", label: "Sign in" },
  reset_password: { subject: "A new password for CrowdPower", what: "choose a new password", label: "Choose a new password" },
} as const;

/** Mails a link to an account. To be done after the answer was given: how long it takes would tell whether there is one. */
export async function mailLink({ db, clock }: Visitor, { email, purpose }: AskForLink): Promise<void> {
  const [user] = await db.select({ id: users.id }).from(users).where(eq(users.email, email));
  if (!user) return;
  const { subject, what, label } = WORDS[purpose];
  await sendAccountEmail({
    to: email,
    subject,
    title: subject,
    paragraphs: [`Use this link to ${what}. It works once, for ${LINK_LIFE_MINUTES} minutes.`],
    button: { label, url: await mintLink(db, env().APP_URL, purpose, user.id, clock.now()) },
    foot: "You get this because somebody asked for it with your address. If that was not you, ignore it.",
  });
}
