import "server-only";
import type { TemplateVersion } from "@/db/schema";
import { type Kind, LIMITS, parseLiquid, type Values } from "@/lib/templates/liquid/engine";
import { type Plan, planOf, renderPlan } from "@/lib/templates/liquid/plan";
import { RenderFailed, renderWatched } from "@/lib/templates/liquid/watched";
import { withSafeLinks } from "@/lib/templates/links";
import { missingIn } from "@/lib/templates/values";

/** What rendering needs of a version: the design's subject and own words for the plain part, and what compiling made of the rest. */
export type Renderable = Pick<TemplateVersion, "html" | "required"> & { subject: string; text?: string | undefined };
export type Rendered = { subject: string; html: string; text: string; missing: string[] };

/**
 * One person's email: a pure function of a version and the values frozen for it, the same on every machine and at every time.
 * Throws `RenderFailed` when a template runs away or breaks on these values.
 */
export async function renderEmail({ subject, html, required, text }: Renderable, values: Values): Promise<Rendered> {
  const written = withSafeLinks(await renderSource(html, "html", values));
  if (written.length > LIMITS.output) throw new RenderFailed("It becomes larger than 1 MB.");
  return {
    subject: oneLine(await renderSource(subject, "text", values)),
    html: written,
    text: text === undefined ? await textOf(written) : await renderSource(text, "text", values),
    missing: missingIn(values, required),
  };
}

/** A text for something else than an email: a chat, a request. `markup` escapes what values bring for Slack, and nothing more. */
export async function renderText(source: string, kind: "text" | "markup", values: Values): Promise<string> {
  if (kind === "text") return renderSource(source, "text", values);
  return (await renderSource(source, "html", values)).replaceAll("&#34;", '"').replaceAll("&#39;", "'");
}

/** Plans of the sources seen last. A source is the same for everyone who gets a version, so one entry serves them all. */
const PLANS_MAX = 200;
const plans = new Map<string, Plan | null>();

function renderSource(source: string, kind: Kind, values: Values): string | Promise<string> {
  let plan = plans.get(source);
  if (plan === undefined) {
    if (plans.size >= PLANS_MAX) plans.clear();
    plan = planOf(parseLiquid(source, "text"));
    plans.set(source, plan);
  }
  return plan ? renderPlan(plan, kind, values) : renderWatched({ source, kind, values });
}

/** A subject is one line of a header: no value can begin another. */
const oneLine = (text: string) =>
  text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, " ")
    .replace(/ {2,}/g, " ")
    .trim()
    .slice(0, 400);

const HEADINGS = ["h1", "h2", "h3", "h4", "h5", "h6"].map((selector) => ({ selector, options: { uppercase: false } }));

/** The plain part, made of what the person gets as HTML: made before, it would shout the names of variables. */
export async function textOf(html: string): Promise<string> {
  const { toPlainText } = await import("react-email");
  return toPlainText(html, { selectors: HEADINGS });
}
