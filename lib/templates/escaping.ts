/**
 * Whatever wrote the HTML escaped the quotes and signs inside Liquid too, which Liquid cannot read. What is outside stays escaped.
 * One walk, whatever is in it.
 */
export function liquidUnescaped(html: string): string {
  let text = "";
  for (const { before, liquid } of pieces(html)) text += before + unescaped(liquid);
  return text;
}

/** Everything in Liquid's braces, in order, unescaped. */
export function liquidIn(html: string): string[] {
  const found: string[] = [];
  for (const { liquid } of pieces(html)) if (liquid) found.push(unescaped(liquid));
  return found;
}

/** The text as it stands, cut at Liquid's braces. What is never closed is text. */
function* pieces(html: string): Generator<{ before: string; liquid: string }> {
  const opening = /\{[{%]/g;
  let from = 0;
  for (let found = opening.exec(html); found; found = opening.exec(html)) {
    const end = html.indexOf(found[0] === "{{" ? "}}" : "%}", opening.lastIndex);
    if (end === -1) break;
    yield { before: html.slice(from, found.index), liquid: html.slice(found.index, end + 2) };
    from = end + 2;
    opening.lastIndex = from;
  }
  yield { before: html.slice(from), liquid: "" };
}

const ENTITIES: Record<string, string> = { "&quot;": '"', "&#x27;": "'", "&lt;": "<", "&gt;": ">", "&amp;": "&" };
const unescaped = (text: string) => text.replace(/&(?:quot|#x27|lt|gt|amp);/g, (entity) => ENTITIES[entity]!);
