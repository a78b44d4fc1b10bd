/** A piece of a text that is Liquid, where it stands, and what it does in plain words. */
export type Chip = { from: number; to: number; words: string };

const NAME = String.raw`[a-z_][\w-]*`;
const PATH = String.raw`${NAME}(?:\.[\w-]+|\[(?:"[^"]*"|'[^']*'|\d+)\])*`;
const QUOTED = `"[^"]*"|'[^']*'`;
const VALUE = String.raw`${QUOTED}|-?\d+(?:\.\d+)?|${PATH}`;

const PIECE = /\{\{-?(.*?)-?\}\}|\{%-?(.*?)-?%\}/gs;
const whole = (pattern: string) => new RegExp(`^${pattern}$`, "i");

const VARIABLE = whole(String.raw`(${PATH})(?:\s*\|\s*default:\s*(${VALUE}))?`);
const FOR = whole(String.raw`for\s+(${NAME})\s+in\s+(${PATH})((?:\s+(?:limit:\s*\d+|offset:\s*\d+|reversed))*)`);
const CONDITION = whole(String.raw`(${VALUE})(?:\s*(==|!=|>=|<=|>|<|\scontains\s)\s*(${VALUE}))?`);
const ASSIGN = whole(String.raw`assign\s+(${NAME})\s*=\s*(${VALUE})`);
const WHEN = whole(String.raw`when\s+((?:${VALUE})(?:(?:\s*,\s*|\s+or\s+)(?:${VALUE}))*)`);

const COMPARED: Record<string, string> = {
  "==": "is",
  "!=": "is not",
  ">": "is more than",
  "<": "is less than",
  ">=": "is at least",
  "<=": "is at most",
  contains: "contains",
};

/** Every text in quotes ends. */
const CLOSED = /^(?:[^"']|"[^"]*"|'[^']*')*$/;

/** What is between these is not done, or not as Liquid. */
const SHUT = { comment: "endcomment", raw: "endraw" } as Record<string, string>;

/** A variable as it reads in an email that is written. */
export const variableWords = (path: string, fallback: string): string => (fallback ? `${path} or “${fallback}”` : path);

/** The pieces of a text that can be told in plain words. What is not understood is left out, and so stays as it is written. */
export function chipsIn(text: string): Chip[] {
  const chips: Chip[] = [];
  let shutUntil: string | null = null;
  for (const { 0: piece, 1: output, 2: tag, index } of text.matchAll(PIECE)) {
    const said = (output ?? tag ?? "").trim();
    if (!CLOSED.test(said)) break; // a text in quotes goes on past this end, so nothing after it is what it seems
    if (shutUntil !== null) {
      if (tag !== undefined && said === shutUntil) shutUntil = null;
      continue;
    }
    if (tag !== undefined && SHUT[said]) shutUntil = SHUT[said]!;
    const words = output === undefined ? tagWords(said) : outputWords(said);
    if (words !== null) chips.push({ from: index, to: index + piece.length, words });
  }
  return chips;
}

function outputWords(said: string): string | null {
  const [, path, fallback] = VARIABLE.exec(said) ?? [];
  if (path === undefined) return null;
  return fallback === undefined ? path : `${path} or ${shown(fallback)}`;
}

/** A value without its quotes. */
const bare = (value: string) => (/^["']/.test(value) ? value.slice(1, -1) : value);
const shown = (value: string) => (/^["']/.test(value) ? `“${bare(value)}”` : value);

function tagWords(said: string): string | null {
  if (/^(endif|endunless|endfor|endcase)$/.test(said)) return "end";
  if (said === "else") return "otherwise";
  const [, word = "", rest = ""] = /^(\w+)\s*(.*)$/s.exec(said) ?? [];
  switch (word) {
    case "for":
      return eachWords(said);
    case "if":
      return conditionWords("if", rest);
    case "unless":
      return conditionWords("unless", rest);
    case "elsif":
      return conditionWords("otherwise, if", rest);
    case "case":
      return whole(PATH).test(rest) ? `depending on ${rest}` : null;
    case "when":
      return WHEN.test(said)
        ? `when ${[...rest.matchAll(new RegExp(VALUE, "gi"))]
            .map(([value]) => value)
            .filter((value) => value !== "or")
            .map(shown)
            .join(" or ")}`
        : null;
    case "assign": {
      const [, name, value] = ASSIGN.exec(said) ?? [];
      return name && value ? `${name} is ${shown(value)}` : null;
    }
    default:
      return null;
  }
}

function eachWords(said: string): string | null {
  const [, item, list, how = ""] = FOR.exec(said) ?? [];
  if (!item) return null;
  const [limit, offset] = [/limit:\s*(\d+)/.exec(how)?.[1], /offset:\s*(\d+)/.exec(how)?.[1]];
  const rest = [limit && `${limit} at most`, offset && `after the first ${offset}`, how.includes("reversed") && "last one first"];
  return [`for each ${item} in ${list}`, ...rest].filter(Boolean).join(", ");
}

/** All of its questions, joined as they are: Liquid has no brackets. */
function conditionWords(before: string, said: string): string | null {
  const parts = said.split(/\s+(and|or)\s+(?=(?:[^"']|"[^"]*"|'[^']*')*$)/);
  const words = parts.map((part, i) => (i % 2 === 1 ? part : questionWords(part)));
  return words.includes(null) ? null : `${before} ${words.join(" ")}`;
}

function questionWords(said: string): string | null {
  const [, left, how, right] = CONDITION.exec(said.trim()) ?? [];
  if (left === undefined) return null;
  return how === undefined || right === undefined ? shown(left) : `${shown(left)} ${COMPARED[how.trim()]} ${shown(right)}`;
}
