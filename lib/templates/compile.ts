import "server-only";
import { type Template, Output } from "liquidjs";
import { AppError } from "@/lib/errors";
import { liquidUnescaped } from "@/lib/templates/escaping";
import { composeHtml, LostLiquid } from "@/lib/templates/html";
import { type Kind, LIMITS, parseLiquid, pathsIn } from "@/lib/templates/liquid/engine";
import { pathOf } from "@/lib/templates/liquid/plan";
import { type Design, ROOTS, type VariablePath } from "@/lib/templates/schema";

/** A design made ready: HTML with Liquid in it, what it speaks of, and which of that has no word to stand in when it is missing. */
export type Compiled = { html: string; variables: VariablePath[]; required: VariablePath[] };

/** Compiles a design once, so that sending renders no React. What is wrong is told with its place: subject, preheader or document. */
export async function compileDesign(design: Design): Promise<Compiled> {
  const subject = parsed("subject", design.subject, "text");
  parsed("preheader", design.preheader, "text");
  const place = design.html === undefined ? "document" : "html";
  const html = liquidUnescaped(await composed(design));
  if (html.length > LIMITS.source) throw wrong(place, `The email has ${html.length} characters of HTML; ${LIMITS.source} are the most.`);
  const body = parsed(place, html, "html");
  const templates = [subject, body];
  const spoken = design.text === undefined ? templates : [...templates, parsed("text", design.text, "text")];
  return { html, variables: distinct(spoken.flatMap(pathsIn)), required: distinct(templates.flatMap(requiredIn)) };
}

/** The plain part in somebody's own words, if there are any. What can be left says how, here too. */
export const ownText = ({ text }: Design): string | undefined =>
  text === undefined || text.includes("unsubscribe_url")
    ? text
    : `${text.trimEnd()}{% if unsubscribe_url %}\n\nUnsubscribe: {{ unsubscribe_url }}{% endif %}\n`;

function composedHtml(design: Design & { html: string }): string {
  try {
    return composeHtml(design);
  } catch (error) {
    if (!(error instanceof LostLiquid)) throw error;
    throw wrong("html", error.message);
  }
}

/** React Email and the editor take a second to load, and only publishing and previews need them. */
async function composed(design: Design): Promise<string> {
  if (design.html !== undefined) return composedHtml({ ...design, html: design.html });
  const { composeEmail, UnreadableDocument } = await import("@/emails/compose");
  try {
    return await composeEmail(design);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    throw wrong("document", `This is not a document of the editor: ${error.message}`);
  }
}

/** Liquid as it is meant for a place of a design. What is wrong with it is told with that place. */
export function parsed(place: keyof Design, source: string, kind: Kind): Template[] {
  let template: Template[];
  try {
    template = parseLiquid(source, kind);
  } catch (error) {
    throw wrong(place, problemOf(error));
  }
  const stranger = pathsIn(template).find(([root]) => !(ROOTS as readonly string[]).includes(root ?? ""));
  if (stranger)
    throw wrong(place, `“${stranger.join(".")}” is not a known variable. Use ${ROOTS.slice(0, 3).join(", ")} or unsubscribe_url.`);
  return template;
}

const wrong = (place: keyof Design, message: string) =>
  new AppError("INVALID_INPUT", `The ${NAMES[place]} cannot be published. ${message}`, { [place]: [message] });

const NAMES: Record<keyof Design, string> = {
  subject: "subject",
  preheader: "preheader",
  document: "email",
  html: "email",
  text: "plain text",
};

/** Liquid's own words, and the piece of the template they are about. */
function problemOf(error: unknown): string {
  const { message, token } = error as { message: string; token?: { getText(): string } };
  const said = message.replace(/, (file|line):.*$/s, "");
  const piece = token?.getText().slice(0, 120);
  return piece ? `In “${piece}”: ${said}.` : `${said}.`;
}

/** What stands by itself, outside of every condition and without `default`. */
const requiredIn = (template: readonly Template[]): string[][] =>
  template.flatMap((node) => {
    if (!(node instanceof Output) || node.value.filters.some(({ name }) => name === "default")) return [];
    const path = pathOf(node.value);
    return path ? [path] : [];
  });

const distinct = (paths: string[][]): string[][] => [...new Map(paths.map((path) => [JSON.stringify(path), path])).values()];
