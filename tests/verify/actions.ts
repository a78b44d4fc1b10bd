import type { Action } from "./doors.ts";
import { type Answered, ask } from "./http.ts";

/** What became of a call of an action: what it answered, that it sent the browser elsewhere, or that it was never run. */
export type Outcome =
  | { became: "done"; data: unknown }
  | { became: "refused"; code: string; message: string; fields: unknown }
  | { became: "sent_on"; to: string }
  | { became: "not_run" };

export type Called = { outcome: Outcome; answer: Answered };
export type Call = { url: string; page: string; id: string; args: readonly unknown[]; headers?: Record<string, string> };

/** Calls a server action as a browser does, with the headers that are given beside. */
export async function call({ url, page, id, args, headers = {} }: Call): Promise<Called> {
  const { host, origin } = new URL(url);
  const answer = await ask(url, {
    method: "POST",
    path: page,
    headers: { host, origin, "content-type": "text/plain;charset=UTF-8", accept: "text/x-component", "next-action": id, ...headers },
    body: JSON.stringify(args.map(escaped)),
  });
  return { outcome: outcomeOf(answer), answer };
}

/** A text that begins with a dollar has a meaning in React's own notation. */
function escaped(value: unknown): unknown {
  if (typeof value === "string") return value.startsWith("$") ? `$${value}` : value;
  if (Array.isArray(value)) return value.map(escaped);
  if (typeof value !== "object" || value === null) return value;
  return Object.fromEntries(Object.entries(value).map(([key, part]) => [key, escaped(part)]));
}

function outcomeOf({ headers, text }: Answered): Outcome {
  const to = headers["x-action-redirect"];
  if (typeof to === "string") return { became: "sent_on", to: to.split(";")[0]! };
  const line = /^[0-9a-f]+:(\{"ok":(?:true|false).*)$/m.exec(text)?.[1];
  if (!line) return { became: "not_run" };
  const said = JSON.parse(line) as { ok: boolean; data: unknown; code: string; message: string; fields?: unknown };
  return said.ok
    ? { became: "done", data: said.data }
    : { became: "refused", code: said.code, message: said.message, fields: said.fields ?? null };
}

/** What an action of a project takes first is its address. */
export const takesProject = ({ maker }: Action): boolean => maker === "action";
