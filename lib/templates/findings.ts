import "server-only";
import type { Scope } from "@/lib/scope";
import { previewTemplate, type Seen } from "@/lib/templates/preview";
import type { Finding, TemplateVersionId } from "@/lib/templates/schema";

/** Gmail cuts an email off behind this many bytes of HTML. */
const GMAIL_CLIPS = 102 * 1024;
const INBOX_SUBJECT = 70;
export const NO_WAY_TO_LEAVE = "There is no unsubscribe link. Put {{ unsubscribe_url }} where it belongs.";

/** What to look at in a version that was published: nothing where it cannot be shown, which its preview says. */
export const doubtsAbout = async (scope: Scope, version: TemplateVersionId): Promise<string[]> => {
  const findings = await previewTemplate(scope, version).then(findingsOf, () => []);
  return findings.filter(({ tone }) => tone === "warn").map(({ says }) => says);
};

/** What is worth a look before an email is sent, and what is well. */
export function findingsOf(email: Seen): Finding[] {
  return [
    sizeOf(email),
    leaving(email),
    ...subjectLine(email),
    ...pictures(email),
    ...links(email),
    language(email),
    plainPart(email),
  ].filter((finding) => finding !== null);
}

const warn = (says: string): Finding => ({ tone: "warn", says });
const good = (says: string): Finding => ({ tone: "good", says });

function sizeOf({ html }: Seen): Finding {
  const bytes = Buffer.byteLength(html);
  const shown = `${Math.max(1, Math.round(bytes / 1024))} KB of the 102 KB after which Gmail cuts an email off`;
  return bytes > GMAIL_CLIPS ? warn(`The HTML is too large: ${shown}.`) : good(`The HTML has ${shown}.`);
}

const leaving = ({ compiled: { variables: paths } }: Seen): Finding =>
  paths.some(([root]) => root === "unsubscribe_url" || root === "preferences_url")
    ? good("There is an unsubscribe link.")
    : warn(NO_WAY_TO_LEAVE);

function subjectLine({ subject, design }: Seen): Finding[] {
  const found: Finding[] = [];
  if (subject.length > INBOX_SUBJECT)
    found.push(warn(`The subject has ${subject.length} characters; most inboxes show ${INBOX_SUBJECT} at most.`));
  if (/\p{Lu}/u.test(subject) && subject.length > 8 && subject === subject.toUpperCase())
    found.push(warn("The subject is all capitals, which reads as spam."));
  if (design.preheader.trim() === "")
    found.push(warn("There is no preheader, so inboxes show the first words of the email after the subject."));
  return found;
}

function pictures({ html }: Seen): Finding[] {
  const all = html.match(/<img\b[^>]*>/gi) ?? [];
  const silent = all.filter((img) => !/\salt="[^"]+"/i.test(img)).length;
  if (silent > 0) return [warn(`${silent === 1 ? "A picture has" : `${silent} pictures have`} no alt text.`)];
  const insecure = all.filter((img) => /\ssrc="http:/i.test(img)).length;
  return insecure > 0
    ? [warn(`${insecure === 1 ? "A picture comes" : `${insecure} pictures come`} over http, which many inboxes do not load.`)]
    : [];
}

/** Links that lead nowhere: empty, to a place in the page, or without a scheme, which no mail program can complete. */
function links({ html }: Seen): Finding[] {
  const hrefs = [...html.matchAll(/<a\b[^>]*\shref="([^"]*)"/gi)].map(([, href]) => (href ?? "").trim());
  const found: Finding[] = [];
  const examples = hrefs.filter((href) => /^https?:\/\/(www\.)?example\.com/i.test(href)).length;
  if (examples > 0)
    found.push(
      warn(`${examples === 1 ? "A link still leads" : `${examples} links still lead`} to example.com. Put your own address there.`),
    );
  const dead = hrefs.filter((href) => !/^(https?|mailto|tel|sms):/i.test(href));
  if (dead.length === 0) return found;
  const named = [...new Set(dead)].map((href) => (href === "" || href === "#" ? "nothing" : `“${href.slice(0, 60)}”`)).slice(0, 3);
  return [
    ...found,
    warn(
      `${dead.length === 1 ? "A link leads" : `${dead.length} links lead`} to ${named.join(", ")}. Give each a full address, starting with https://.`,
    ),
  ];
}

const language = ({ html }: Seen): Finding | null =>
  /<html\b[^>]*\slang="/i.test(html) ? null : warn('It does not say its language: write <html lang="en">, so that it is read out well.');

const plainPart = ({ text, design }: Seen): Finding =>
  text.trim() === ""
    ? warn("The plain text is empty.")
    : good(design.text === undefined ? "The plain text is generated from the email." : "The plain text is your own.");
