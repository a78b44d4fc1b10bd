import { z } from "zod";
import { TimeZone } from "@/lib/projects/schema";

export const LINK_PURPOSES = ["claim", "sign_in", "reset_password"] as const;
export type LinkPurpose = (typeof LINK_PURPOSES)[number];

export const Email = z.string("Enter your email address.").trim().toLowerCase().max(254).pipe(z.email("Enter an email address."));
/** Length is what makes a password hard to guess; more than 200 characters would only make it slow to check. */
export const Password = z.string("Enter a password.").min(10, "Use at least 10 characters.").max(200, "Use at most 200 characters.");
export const PersonName = z.string("Enter your name.").trim().min(1, "Enter your name.").max(80, "Use at most 80 characters.");
/** The random part of a one-time link. */
export const LinkToken = z.string().max(100);

/** A password that is being tried may be anything: telling that it is too short would tell that it is wrong. */
export const SignIn = z.object({ email: Email, password: z.string("Enter your password.").min(1, "Enter your password.").max(1_000) });
export type SignIn = z.infer<typeof SignIn>;

export const UseLink = z.object({ token: LinkToken });
export const AskForLink = z.object({ email: Email, purpose: z.enum(["sign_in", "reset_password"]) });
export type AskForLink = z.infer<typeof AskForLink>;

export const Claim = z.object({ token: LinkToken, name: PersonName, email: Email, password: Password, timeZone: TimeZone.default("UTC") });
export type Claim = z.infer<typeof Claim>;

export const ResetPassword = z.object({ token: LinkToken, password: Password });
export type ResetPassword = z.infer<typeof ResetPassword>;

export const ChangePassword = z.object({ current: z.string("Enter your current password.").max(1_000), next: Password });
export type ChangePassword = z.infer<typeof ChangePassword>;

export const ChangeName = z.object({ name: PersonName });
export const EndSession = z.object({ id: z.uuid() });
