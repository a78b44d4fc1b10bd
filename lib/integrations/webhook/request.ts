import { z } from "zod";

/** Headers that are ours, or that change how a request is read. */
const NOT_THEIRS =
  /^(host|content-length|content-type|transfer-encoding|connection|upgrade|expect|te|trailer|idempotency-key|webhook-.*|proxy-.*)$/i;
const NAME = /^[!#$%&'*+.^_`|~\w-]{1,80}$/;

/** Reads headers as people write them, "Name: value" a line. Null where a line is none, or names a header that is not theirs to set. */
export function headersIn(text: string): Record<string, string> | null {
  const headers: Record<string, string> = {};
  for (const line of text
    .split("\n")
    .map((each) => each.trim())
    .filter(Boolean)) {
    const [, name = "", value = ""] = /^([^:]+):\s*(.*)$/.exec(line) ?? [];
    if (!NAME.test(name) || NOT_THEIRS.test(name) || /[^\t\x20-\x7e\x80-\xff]/.test(value)) return null;
    headers[name] = value;
  }
  return headers;
}

const isJson = (text: string): boolean => {
  try {
    JSON.parse(text);
    return true;
  } catch {
    return false;
  }
};

const HasLiquid = /\{[{%]/;

export const WebhookRequest = z.object({
  url: z.string().trim().min(1, "This webhook has no address. Say where to send it.").max(2000, "At most 2,000 characters."),
  headers: z
    .string()
    .max(4000, "At most 4,000 characters.")
    .refine((text) => headersIn(text) !== null, "Write headers as “Name: value”, one a line. Those of ours cannot be replaced.")
    .default(""),
  body: z
    .string()
    .max(60_000, "At most 60,000 characters.")
    .refine(
      (text) => text.trim() === "" || HasLiquid.test(text) || isJson(text),
      'The body is not JSON. Put values in with the filter "json": {{ customer.email | json }}.',
    )
    .default(""),
});
