import "server-only";
import { createTransport } from "nodemailer";
import type { Mailer, Outcome } from "@/lib/mail/mailer";

const TIMEOUT_MILLIS = 20_000;

/** Any SMTP server. SMTP knows no keys: an email of which the server may have heard the whole text is not offered again. */
export function smtpMailer(url: string): Mailer {
  const transport = createTransport(url, {
    connectionTimeout: TIMEOUT_MILLIS,
    greetingTimeout: TIMEOUT_MILLIS,
    socketTimeout: TIMEOUT_MILLIS,
  });
  return {
    name: "smtp",
    remembersKeys: false,
    async send(email, key) {
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

type SmtpError = Error & { responseCode?: number; response?: string; syscall?: string };

/** A reply of 5xx is a no, one of 4xx a "later"; before there was a conversation, nothing was taken. Anything else is unknown. */
function outcomeOf({ responseCode, response, syscall, message }: SmtpError): Outcome {
  const why = response ?? message;
  if (responseCode && responseCode >= 500) return { became: "refused", why };
  if (responseCode || syscall === "connect" || syscall === "getaddrinfo") return { became: "not_yet", why, afterMillis: 60_000 };
  return { became: "unknown", why };
}
