import "server-only";
import { eq } from "drizzle-orm";
import { type Project, projects } from "@/db/schema";
import { Env, variable } from "@/lib/env";
import { mailboxMailer } from "@/lib/mail/mailbox";
import type { Mailer } from "@/lib/mail/mailer";
import { hasOwnSender, ownSender } from "@/lib/mail/own-sender";
import { paced } from "@/lib/mail/pace";
import { resendMailer } from "@/lib/mail/resend";
import { smtpMailer } from "@/lib/mail/smtp";
import type { Scope } from "@/lib/scope";

/** The sender that the environment names for the whole instance, or null where mail stays on this machine. */
export function realMailer(): Mailer | null {
  const resendKey = variable("RESEND_API_KEY");
  if (resendKey) return resendMailer(resendKey, { baseUrl: variable("RESEND_BASE_URL"), perSecond: callsPerSecond() });
  const smtpUrl = variable("SMTP_URL");
  return smtpUrl ? smtpMailer(smtpUrl, { isTrusted: true }) : null;
}

const callsPerSecond = () => Env.shape.RESEND_CALLS_PER_SECOND.parse(variable("RESEND_CALLS_PER_SECOND"));

/** Whether a project is one of demo data: whatever else is set, its mail stays on this machine. */
export async function isSample({ db, projectId }: Scope): Promise<boolean> {
  const [row] = await db.select({ sample: projects.sample }).from(projects).where(eq(projects.id, projectId));
  return row?.sample ?? false;
}

/**
 * How mail of this project leaves: by its own sender, else the instance's, else not at all; and no faster than its provider takes it.
 * A sample's never leaves.
 */
export async function mailerOf(scope: Scope): Promise<Mailer> {
  if (await isSample(scope)) return mailboxMailer(scope);
  const { mailer, changedAt } = await ownSender(scope);
  const real = mailer ?? realMailer();
  const way = real ? paced(scope.db, real) : mailboxMailer(scope);
  return changedAt ? { ...way, since: changedAt } : way;
}

/** Whether what this project sends reaches people outside. */
export const hasRealSender = async (scope: Scope): Promise<boolean> => (await senderName(scope)) !== null;

/** What the sender of this project is called, or null where mail stays on this machine. */
export const senderName = async (scope: Scope): Promise<string | null> =>
  (await isSample(scope)) ? null : ((await hasOwnSender(scope)) ?? realMailer()?.name ?? null);

/** Who an email is from. Null when it would leave this machine and nobody has said from which address. */
export async function senderOf(scope: Scope, { fromName, fromAddress, name }: Project): Promise<string | null> {
  if (fromAddress) return mailAddress(fromName ?? name, fromAddress);
  const isOwn = (await hasOwnSender(scope)) !== null; // the instance's address is not of a domain that a project's own provider knows
  const general = isOwn ? undefined : variable("MAIL_FROM");
  if (general) return general;
  return isOwn || realMailer() ? null : mailAddress(fromName ?? name, "hello@this-machine.invalid");
}

/** `"Acme, Inc." <hello@acme.com>`: the name is quoted, and no line break in it can begin a header. */
const mailAddress = (name: string, address: string) => `"${name.replace(/[\p{Cc}"\\]/gu, " ").trim()}" <${address}>`;
