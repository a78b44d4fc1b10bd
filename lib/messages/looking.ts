import "server-only";
import type { Message } from "@/db/schema";
import type { Email } from "@/lib/messages/schema";
import { may, type Scope } from "@/lib/scope";
import { escaped } from "@/lib/templates/liquid/plan";
import { linkTarget } from "@/lib/tracking/links";

/** The values of a message that are its recipient's own links: each ends with a token, by which whoever follows it is taken for them. */
const THEIRS = ["unsubscribe_url", "preferences_url", "view_url", "click_url", "open_url"];

/**
 * An email that was sent, as somebody may see it. A program that may decide for its recipient, and our own jobs, get the very bytes. For
 * everybody else, members above all, its links lead straight on, and the ways to leave, like the picture that tells of an opening, are those
 * of a preview: looking at an email tells and decides nothing in its recipient's name.
 */
export async function asSeenBy(scope: Scope, message: Message, email: Email | null): Promise<Email | null> {
  if (!email || (scope.actor.type !== "user" && may(scope.actor, "consent:write"))) return email;
  const tokens = THEIRS.flatMap((name) => /[\w-]+$/.exec(String(message.values?.[name] ?? "")) ?? []);
  const harmless = (text: string) => tokens.reduce((said, token) => said.replaceAll(token, "preview"), text);
  const headers = Object.fromEntries(Object.entries(email.headers).map(([name, value]) => [name, harmless(value)]));
  return { ...email, headers, html: harmless(await leadingStraightOn(scope, message, email.html)), text: harmless(email.text) };
}

async function leadingStraightOn({ db, projectId }: Scope, message: Message, html: string): Promise<string> {
  const { id: messageId, templateId, templateVersion: version, values } = message;
  if (!templateId || version === null || !values?.click_url) return html;
  const through = `${values.click_url}/`;
  const [start, ...links] = html.split(through);
  let straight = start!;
  for (const link of links) {
    const place = Number.parseInt(link, 10);
    const url = Number.isNaN(place) ? null : await linkTarget(db, { projectId, messageId, templateId, version }, place);
    straight += url === null ? through + link : escaped(url) + link.replace(/^\d+/, "");
  }
  return straight;
}
