import { AppError } from "@/lib/errors";
import { type Answer, type Door, json } from "@/lib/ingest/door";

/** A request that cannot be read, or a single call that is refused. The sender is told what to change. */
export class Unfit extends Error {
  readonly field: string | null;
  readonly isTooLarge: boolean;

  constructor(field: string | null, reason: string, isTooLarge = false) {
    super(reason);
    this.field = field;
    this.isTooLarge = isTooLarge;
  }
}

const RETRY_AFTER = "1"; // second; SDKs take whole ones only

/** What went wrong, as a sender is told it. Null for a fault of ours, which is the caller's to report. */
export function problem(error: unknown, tooLarge: 400 | 413): Answer | null {
  if (error instanceof Unfit)
    return told(error.isTooLarge ? tooLarge : 400, error.isTooLarge ? "TOO_LARGE" : "INVALID_INPUT", error.message, error.field);
  if (!(error instanceof AppError)) return null;
  if (error.code === "TOO_LARGE") return told(tooLarge, error.code, error.message, null);
  return told(error.status, error.code, error.message, null, error.code === "LIMIT_REACHED" ? { "retry-after": RETRY_AFTER } : {});
}

/** A door that tells its senders what they did wrong; only a fault of ours is thrown. */
export const doorOf = (limits: Pick<Door, "maxBytes" | "tooLarge">, answered: Door["answer"]): Door => ({
  ...limits,
  answer: (knock, admit) =>
    answered(knock, admit).catch((error: unknown) => {
      const answer = problem(error, limits.tooLarge);
      if (answer) return answer;
      throw error;
    }),
});

/** A fault of ours: senders keep what they sent and try again. */
export const unavailable = (requestId: string): Answer =>
  told(503, "UNEXPECTED", "Something went wrong on our side. Send it again.", null, { "retry-after": RETRY_AFTER }, requestId);

function told(
  status: number,
  code: string,
  reason: string,
  field: string | null,
  headers: Record<string, string> = {},
  id: string = crypto.randomUUID(),
): Answer {
  const message = field ? `${field} ${reason}` : capitalised(reason);
  const error = { code, message, ...(field && { field }), docs_url: "/docs/api#errors", request_id: id };
  return json(status, { error }, { "request-id": id, ...headers });
}

const capitalised = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);
