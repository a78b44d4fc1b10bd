import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import type { Mailer, Outcome } from "@/lib/mail/mailer";
import { addressesOf, hostOf, TargetRefused } from "@/lib/outgoing/target";

const TIMEOUT_MILLIS = 20_000;
const PAUSE_MILLIS = 60_000;
/** Who is asked to wait alone is tried again no more often than mail servers try each other. */
const RECIPIENT_PAUSE_MILLIS = 5 * 60_000;

/**
 * Any SMTP server. SMTP knows no keys: an email of which the server may have heard the whole text is not offered again. One that is
 * not trusted was named by somebody who signs in, and must be on the public internet.
 */
export function smtpMailer(url: string, { isTrusted, patience = TIMEOUT_MILLIS }: { isTrusted: boolean; patience?: number }): Mailer {
  return {
    name: "smtp",
    remembersKeys: false,
    async send(email, key) {
      const transport = await openTransport(url, isTrusted, patience).catch(unreachable);
      if ("became" in transport) return transport;
      try {
        const { messageId } = await transport.sendMail({
          ...email,
          messageId: `<${key}@crowdpower>`,
          disableFileAccess: true,
          disableUrlAccess: true,
        });
        return { became: "taken", providerId: messageId };
      } catch (error) {
        return outcomeOf(error as SmtpError);
      } finally {
        transport.close();
      }
    },
  };
}

/**
 * Where the server is not trusted, it is connected to at the very address that was checked; its certificate is still that of its name. The
 * address of a trusted one may say more, so what we say goes into it: what nodemailer is told beside an address is about emails.
 */
async function openTransport(url: string, isTrusted: boolean, patience: number): Promise<Transporter> {
  const timeouts = { connectionTimeout: patience, greetingTimeout: patience, socketTimeout: 1.2 * patience }; // a greeting's comes first
  const address = new URL(url);
  for (const [name, value] of Object.entries(timeouts)) address.searchParams.set(name, String(value));
  if (isTrusted) return createTransport(address.href);
  const { protocol, port, username, password } = address;
  const host = hostOf(address);
  const [found] = await addressesOf(host);
  const secure = protocol === "smtps:";
  const auth = username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {};
  const at = { host: found!.address, port: Number(port) || (secure ? 465 : 587), secure, tls: { servername: host } };
  return createTransport({ ...timeouts, ...at, ...auth });
}

const later = (why: string, of?: "recipient" | "settings"): Outcome => {
  return { became: "not_yet", why, of, afterMillis: of === "recipient" ? RECIPIENT_PAUSE_MILLIS : PAUSE_MILLIS };
};

const unreachable = (error: unknown): Outcome =>
  later(error instanceof Error ? error.message : String(error), error instanceof TargetRefused ? "settings" : undefined);

type SmtpError = Error & { code?: string; command?: string; responseCode?: number; response?: string; syscall?: string };

/** An answer to these is about one email, unless it is one of those: they are, like any other answer, about whoever sends. */
const ABOUT_ONE = ["RCPT TO", "DATA"];
const ABOUT_SENDER = [421, 454, 530, 535];
/** In nodemailer's words: a silence in the middle of a conversation has the same code, and another word. */
const NOBODY = ["Connection timeout", "Greeting never received"];

/**
 * About one email, a reply of 5xx is a no and one of 4xx a "later". Whoever is not let in is so until a person puts it right. Before there was
 * a conversation, nothing was taken. Anything else is unknown.
 */
function outcomeOf({ code, command = "", responseCode = 0, response, syscall, message }: SmtpError): Outcome {
  const why = response ?? message;
  const isAboutOne = ABOUT_ONE.includes(command) && !ABOUT_SENDER.includes(responseCode);
  if (responseCode >= 500 && isAboutOne) return { became: "refused", why };
  if (responseCode >= 500 || code === "EAUTH") return later(why, "settings");
  if (responseCode >= 400) return later(why, isAboutOne ? "recipient" : undefined);
  const hasMet = syscall !== "connect" && syscall !== "getaddrinfo" && !NOBODY.includes(message);
  return hasMet ? { became: "unknown", why } : later(why);
}
