import "server-only";
import { type Template, Output } from "liquidjs";
import { AppError } from "@/lib/errors";
import { type Kind, LIMITS, parseLiquid, pathsIn } from "@/lib/templates/liquid/engine";
import { pathOf } from "@/lib/templates/liquid/plan";
import { type Design, ROOTS, type VariablePath } from "@/lib/templates/schema";

/** A design made ready: HTML with Liquid in it, what it speaks of, and which of that has no word to stand in when it is missing. */
export type Compiled = { html: string; variables: VariablePath[]; required: VariablePath[] };

/** Compiles a design once, so that sending renders no React. What is wrong is told with its place: subject, preheader or document. */
export async function compileDesign(design: Design): Promise<Compiled> {
  const subject = parsed("subject", design.subject, "text");
  parsed("preheader", design.preheader, "text");
  const html = liquidUnescaped(await composed(design));
  if (html.length > LIMITS.source)
    throw wrong("document", `The email has ${html.length} characters of HTML; ${LIMITS.source} are the most.`);
  const body = parsed("document", html, "html");
  const templates = [subject, body];
  return { html, variables: distinct(templates.flatMap(pathsIn)), required: distinct(templates.flatMap(requiredIn)) };
}

/** React Email and the editor take a second to load, and only publishing and previews need them. */
async function composed(design: Design): Promise<string> {
  const { composeEmail, UnreadableDocument } = await import("@/emails/compose");
  try {
    return await composeEmail(design);
  } catch (error) {
    if (!(error instanceof UnreadableDocument)) throw error;
    throw wrong("document", `This is not a document of the editor: ${error.message}`);
  }
}

/** React escaped the quotes and signs inside Liquid too, which Liquid cannot read. What is outside stays escaped. One walk, whatever is in it. */
function liquidUnescaped(html: string): string {
  const opening = /\{[{%]/g;
  let text = "";
  let from = 0;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const end = html.indexOf(found[0] === "{{" ? "}}" : "%}", opening.lastIndex);
    if (end === -1) break;
    text += html.slice(from, found.index) + unescaped(html.slice(found.index, end + 2));
    from = end + 2;
    opening.lastIndex = from;
  }
  return text + html.slice(from);
}

const ENTITIES: Record<string, string> = { "&quot;": '"', "&#x27;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const unescaped = (text: string) => text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => ENTITIES[entity]!);

function parsed(place: keyof Design, source: string, kind: Kind): Template[] {
  let template: Template[];
  try {
    template = parseLiquid(source, kind);
  } catch (error) {
    throw wrong(place, problemOf(error));
  }
  const stranger = pathsIn(template).find(([root]) => !(ROOTS as readonly string[]).includes(root ?? ""));
  if (stranger)
    throw wrong(
      place,
      `“${stranger.join(".")}” is nothing an email knows. It can speak of ${ROOTS.slice(0, 3).join(", ")} and unsubscribe_url.`,
    );
  return template;
}

const wrong = (place: keyof Design, message: string) =>
  new AppError("INVALID_INPUT", `The ${place === "document" ? "email" : place} cannot be published. ${message}`, { [place]: [message] });

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
