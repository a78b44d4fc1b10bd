import "server-only";
import { Resend } from "resend";
import type { Mailer, Outcome, Posted } from "@/lib/mail/mailer";
import type { Email } from "@/lib/messages/schema";

const TIMEOUT_MILLIS = 20_000;
const QUOTA_PAUSE_MILLIS = 3_600_000;
/** A key that is not accepted is put right by a person: until then nothing is lost. */
const KEY_PAUSE_MILLIS = 60_000;
/** What every account may ask at first, in calls a second. */
const PER_SECOND = 5;

type Options = { baseUrl?: string | undefined; perSecond?: number | undefined };

/** Resend remembers a key for 24 hours and answers a second offer under it from memory. `baseUrl` is for a stand-in. */
export function resendMailer(apiKey: string, { baseUrl, perSecond = PER_SECOND }: Options): Mailer {
  const resend = new Resend(apiKey, { ...(baseUrl && { baseUrl }) });
  return {
    name: "resend",
    remembersKeys: true,
    pace: { account: apiKey, perSecond },
    async send(email, idempotencyKey) {
      const answer = await resend.emails.send(letterOf(email, idempotencyKey), {
        idempotencyKey,
        signal: AbortSignal.timeout(TIMEOUT_MILLIS),
      });
      if (!answer.error) return { became: "taken", providerId: answer.data.id };
      return outcomeOf(answer.error, answer.headers ?? {});
    },
    async sendBatch(posted, idempotencyKey) {
      const letters = posted.map(({ id, email }) => letterOf(email, id));
      const signal = AbortSignal.timeout(TIMEOUT_MILLIS);
      const answer = await resend.batch.send(letters, { idempotencyKey, batchValidation: "permissive", signal });
      if (!answer.error) return outcomesOf(posted, answer.data);
      const outcome = outcomeOf(answer.error, answer.headers ?? {});
      return posted.map(() => outcome);
    },
  };
}

/** Tags come back with what Resend tells of an email later, and say which message it is about. */
function letterOf({ from, to, subject, headers, html, text }: Email, messageId: string) {
  const { "Reply-To": replyTo, ...others } = headers;
  return { from, to, subject, headers: others, html, text, ...(replyTo && { replyTo }), tags: [{ name: "message", value: messageId }] };
}

type Taken = { data: { id: string }[]; errors?: { index: number; message: string }[] };

/** What is wrong with some refuses those alone. The ids are of the others, in their order. */
function outcomesOf(posted: readonly Posted[], { data, errors = [] }: Taken): Outcome[] {
  const refusals = new Map(errors.map(({ index, message }) => [index, message]));
  const ids = data.length === posted.length ? data.filter((_, index) => !refusals.has(index)) : [...data];
  return posted.map((_, index) => {
    const why = refusals.get(index);
    if (why !== undefined) return { became: "refused", why };
    return { became: "taken", providerId: ids.shift()?.id ?? "" };
  });
}

type Problem = { name: string; message: string; statusCode: number | null };

/** Only an answer that says no to an email is a no. Silence, a broken server and a twin still on its way leave open whether it was taken. */
function outcomeOf({ name, message, statusCode }: Problem, headers: Record<string, string>): Outcome {
  if (statusCode === 429) {
    const seconds = Number(headers["retry-after"]);
    const afterMillis = name.endsWith("quota_exceeded") ? QUOTA_PAUSE_MILLIS : (seconds > 0 ? seconds : 1) * 1000;
    return { became: "not_yet", why: message, afterMillis };
  }
  if (statusCode === 401 || statusCode === 403) return { became: "not_yet", why: message, afterMillis: KEY_PAUSE_MILLIS, of: "settings" };
  const isNo = statusCode !== null && statusCode >= 400 && statusCode < 500 && statusCode !== 408 && statusCode !== 409;
  return isNo ? { became: "refused", why: message } : { became: "unknown", why: message };
}
