import "server-only";
import type { AccountMail } from "@/emails/account";
import { variable } from "@/lib/env";
import { realMailer } from "@/lib/mail/senders";

export type AccountEmail = AccountMail & { to: string; subject: string };
export type AccountDelivery = "sent" | "shown" | "failed";

/**
 * Sends an email of ours to somebody with an account: a link to sign in or to choose a new password. Where mail stays on this machine it
 * is `shown` to whoever runs it, on standard error, which `npm start` keeps in the web process's log. It never enters a project's mailbox:
 * its readers could sign in as somebody else. It never throws, so that an answer does not tell whether an address is known.
 */
export async function sendAccountEmail(
  { to, subject, ...mail }: AccountEmail,
  show: (line: string) => void = toStandardError,
): Promise<AccountDelivery> {
  const mailer = realMailer();
  const from = variable("MAIL_FROM");
  if (!mailer || !from) {
    show(`${subject}\n  ${to}: ${mail.button.url}`);
    return "shown";
  }
  const { renderAccountEmail } = await import("@/emails/account");
  const outcome = await mailer
    .send({ from, to, subject, headers: {}, ...(await renderAccountEmail(mail)) }, crypto.randomUUID())
    .catch(() => null);
  return outcome?.became === "taken" ? "sent" : "failed";
}

/** Not through the logger: it veils links that sign somebody in. */
const toStandardError = (line: string) => void process.stderr.write(`\n${line}\n\n`);
