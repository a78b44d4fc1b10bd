import "server-only";
import { createTransport, type Transporter } from "nodemailer";
import type { Mailer, Outcome } from "@/lib/mail/mailer";
import { addressesOf, TargetRefused } from "@/lib/outgoing/target";

const TIMEOUT_MILLIS = 20_000;

/**
 * Any SMTP server. SMTP knows no keys: an email of which the server may have heard the whole text is not offered again. One that is
 * not trusted was named by somebody who signs in, and must be on the public internet.
 */
export function smtpMailer(url: string, { isTrusted }: { isTrusted: boolean }): Mailer {
  return {
    name: "smtp",
    remembersKeys: false,
    async send(email, key) {
      const transport = await openTransport(url, isTrusted).catch(unreachable);
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

const TIMEOUTS = { connectionTimeout: TIMEOUT_MILLIS, greetingTimeout: TIMEOUT_MILLIS, socketTimeout: TIMEOUT_MILLIS };

/** Where the server is not trusted, it is connected to at the very address that was checked; its certificate is still that of its name. */
async function openTransport(url: string, isTrusted: boolean): Promise<Transporter> {
  if (isTrusted) return createTransport(url, TIMEOUTS);
  const { protocol, hostname, port, username, password } = new URL(url);
  const host = hostname.replace(/^\[|\]$/g, "");
  const [found] = await addressesOf(host);
  const secure = protocol === "smtps:";
  const auth = username ? { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } } : {};
  const at = { host: found!.address, port: Number(port) || (secure ? 465 : 587), secure, tls: { servername: host } };
  return createTransport({ ...TIMEOUTS, ...at, ...auth });
}

const unreachable = (error: unknown): Outcome =>
  error instanceof TargetRefused
    ? { became: "refused", why: error.message }
    : { became: "not_yet", why: error instanceof Error ? error.message : String(error), afterMillis: 60_000 };

type SmtpError = Error & { responseCode?: number; response?: string; syscall?: string };

/** A reply of 5xx is a no, one of 4xx a "later"; before there was a conversation, nothing was taken. Anything else is unknown. */
function outcomeOf({ responseCode, response, syscall, message }: SmtpError): Outcome {
  const why = response ?? message;
  if (responseCode && responseCode >= 500) return { became: "refused", why };
  if (responseCode || syscall === "connect" || syscall === "getaddrinfo") return { became: "not_yet", why, afterMillis: 60_000 };
  return { became: "unknown", why };
}
