import "server-only";
import { Resend } from "resend";
import type { Mailer, Outcome } from "@/lib/mail/mailer";

const TIMEOUT_MILLIS = 20_000;
const QUOTA_PAUSE_MILLIS = 3_600_000;

/** Resend remembers a key for 24 hours and answers a second offer under it from memory. `baseUrl` is for a stand-in. */
export function resendMailer(apiKey: string, baseUrl: string | undefined): Mailer {
  const resend = new Resend(apiKey, { ...(baseUrl && { baseUrl }) });
  return {
    name: "resend",
    remembersKeys: true,
    async send({ from, to, subject, headers, html, text }, idempotencyKey) {
      const { "Reply-To": replyTo, ...others } = headers;
      const answering = replyTo ? { replyTo } : {};
      const letter = { from, to, subject, headers: others, html, text, ...answering, tags: [{ name: "message", value: idempotencyKey }] };
      const answer = await resend.emails.send(letter, { idempotencyKey, signal: AbortSignal.timeout(TIMEOUT_MILLIS) });
      if (!answer.error) return { became: "taken", providerId: answer.data.id };
      return outcomeOf(answer.error, answer.headers ?? {});
    },
  };
}

type Problem = { name: string; message: string; statusCode: number | null };

/** Only an answer that says no is a no. Silence, a broken server and a twin still on its way leave open whether it was taken. */
function outcomeOf({ name, message, statusCode }: Problem, headers: Record<string, string>): Outcome {
  if (statusCode === 429) {
    const seconds = Number(headers["retry-after"]);
    const afterMillis = name.endsWith("quota_exceeded") ? QUOTA_PAUSE_MILLIS : (seconds > 0 ? seconds : 1) * 1000;
    return { became: "not_yet", why: message, afterMillis };
  }
  const isNo = statusCode !== null && statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 409;
  return isNo ? { became: "refused", why: message } : { became: "unknown", why: message };
}
