import "server-only";
import type { Project } from "@/db/schema";
import { Env, variable } from "@/lib/env";
import { mailboxMailer } from "@/lib/mail/mailbox";
import type { Mailer } from "@/lib/mail/mailer";
import { paced } from "@/lib/mail/pace";
import { resendMailer } from "@/lib/mail/resend";
import { smtpMailer } from "@/lib/mail/smtp";
import type { Scope } from "@/lib/scope";

/** The sender that the environment names, or null where mail stays on this machine. */
export function realMailer(): Mailer | null {
  const resendKey = variable("RESEND_API_KEY");
  if (resendKey) return resendMailer(resendKey, { baseUrl: variable("RESEND_BASE_URL"), perSecond: callsPerSecond() });
  const smtpUrl = variable("SMTP_URL");
  return smtpUrl ? smtpMailer(smtpUrl) : null;
}

const callsPerSecond = () => Env.shape.RESEND_CALLS_PER_SECOND.parse(variable("RESEND_CALLS_PER_SECOND"));

/** How mail of this project leaves, no faster than its provider takes it. */
export function mailerOf(scope: Scope): Mailer {
  const real = realMailer();
  return real ? paced(scope.db, real) : mailboxMailer(scope);
}

/** Whether what this project sends reaches people outside. A Scope, because senders will be a project's own. */
export const hasRealSender = async (_scope: Scope): Promise<boolean> => realMailer() !== null;

/** Who an email is from. Null when it would leave this machine and nobody has said from which address. */
export function senderOf({ fromName, fromAddress, name }: Project): string | null {
  if (fromAddress) return mailAddress(fromName ?? name, fromAddress);
  const general = variable("MAIL_FROM");
  if (general) return general;
  return realMailer() ? null : mailAddress(fromName ?? name, "hello@this-machine.invalid");
}

/** `"Acme, Inc." <hello@acme.com>`: the name is quoted, and no line break in it can begin a header. */
const mailAddress = (name: string, address: string) => `"${name.replace(/[\p{Cc}"\\]/gu, " ").trim()}" <${address}>`;
