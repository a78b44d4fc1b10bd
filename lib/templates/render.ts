import "server-only";
import type { TemplateVersion } from "@/db/schema";
import { type Kind, LIMITS, parseLiquid, type Values } from "@/lib/templates/liquid/engine";
import { type Plan, planOf, renderPlan } from "@/lib/templates/liquid/plan";
import { RenderFailed, renderWatched } from "@/lib/templates/liquid/watched";
import { sourceWithSafeLinks, type Tracked, trackedSource, withSafeLinks } from "@/lib/templates/links";
import { plainSource, withoutGaps } from "@/lib/templates/plain";
import { missingIn } from "@/lib/templates/values";

/** What rendering needs of a version: the design's subject and own words for the plain part, and what compiling made of the rest. */
export type Renderable = Pick<TemplateVersion, "html" | "required"> & { subject: string; text?: string | undefined };
export type Rendered = { subject: string; html: string; text: string; missing: string[] };

type How = {
  /** Links lead through us, for values that hold `click_url` and `open_url`. In the plain part they lead straight on. */
  tracked?: boolean;
};

/**
 * One person's email: a pure function of a version and the values frozen for it, the same on every machine and at every time.
 * Throws `RenderFailed` when a template runs away or breaks on these values.
 */
export async function renderEmail(
  { subject, html, required, text }: Renderable,
  values: Values,
  { tracked = false }: How = {},
): Promise<Rendered> {
  const source = tracked ? trackedIn(html).html : html;
  const safe = safeIn(source);
  const filled = await renderSource(safe ?? source, "html", values);
  const written = safe === null ? withSafeLinks(filled) : filled;
  if (written.length > LIMITS.output) throw new RenderFailed("It becomes larger than 1 MB.");
  return {
    subject: await renderSubject(subject, values),
    html: written,
    text: text === undefined ? withoutGaps(await renderSource(plainIn(html), "text", values)) : await renderSource(text, "text", values),
    missing: missingIn(values, required),
  };
}

/** A text for something else than an email: a chat, a request. `markup` escapes what values bring for Slack, and nothing more. */
export async function renderText(source: string, kind: "text" | "markup", values: Values): Promise<string> {
  if (kind === "text") return renderSource(source, "text", values);
  return (await renderSource(source, "html", values)).replaceAll("&#34;", '"').replaceAll("&#39;", "'");
}

/** What is worked out once for a source, whoever it is rendered for. The same one serves everyone who gets a version. */
const REMEMBERED = 200;
const remembering = <T>(work: (source: string) => T) => {
  const known = new Map<string, T>();
  return (source: string): T => {
    const found = known.get(source);
    if (found !== undefined) return found;
    if (known.size >= REMEMBERED) known.clear();
    const made = work(source);
    known.set(source, made);
    return made;
  };
};

const planIn = remembering((source): Plan | null => planOf(parseLiquid(source, "text")));
/** The source with every address looked at already, or null when that has to be done for each person. */
const safeIn = remembering(sourceWithSafeLinks);
const plainIn = remembering(plainSource);

/** A source with its links led through us, and the list of where they go on to. */
export const trackedIn: (html: string) => Tracked = remembering(trackedSource);

/** One text with Liquid in it, for one person. */
export function renderSource(source: string, kind: Kind, values: Values): string | Promise<string> {
  const plan = planIn(source);
  return plan ? renderPlan(plan, kind, values) : renderWatched({ source, kind, values });
}

export const renderSubject = async (subject: string, values: Values): Promise<string> =>
  oneLine(await renderSource(subject, "text", values));

/** A subject is one line of a header: no value can begin another. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, 400);
