import type { DiffLine } from "@/lib/templates/schema";

/** What changed between two versions of a template, part by part. */
export type Comparison = { from: number; to: number; subject: DiffLine[]; text: DiffLine[]; html: DiffLine[] };

/** Lines beyond which two texts are no longer set against each other one by one: all of one goes, all of the other comes. */
const MAX_LINES = 2_000;

/**
 * The lines of two texts in one list: what is gone, what is new, and what is the same in both, as many as can be. Without what is gone it
 * reads as the second text, without what is new as the first.
 */
export function compareLines(before: string, after: string): DiffLine[] {
  const [a, b] = [before.split("\n"), after.split("\n")];
  let head = 0;
  while (head < a.length && head < b.length && a[head] === b[head]) head++;
  let tail = 0;
  while (tail < a.length - head && tail < b.length - head && a.at(-1 - tail) === b.at(-1 - tail)) tail++;
  const same = (lines: string[]) => lines.map((text): DiffLine => ({ sign: "same", text }));
  return [
    ...same(a.slice(0, head)),
    ...between(a.slice(head, a.length - tail), b.slice(head, b.length - tail)),
    ...same(a.slice(a.length - tail)),
  ];
}

function between(a: string[], b: string[]): DiffLine[] {
  if (a.length > MAX_LINES || b.length > MAX_LINES) {
    return [...a.map((text): DiffLine => ({ sign: "gone", text })), ...b.map((text): DiffLine => ({ sign: "new", text }))];
  }
  const most = longestCommon(a, b);
  const lines: DiffLine[] = [];
  for (let i = 0, j = 0; i < a.length || j < b.length; ) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ sign: "same", text: a[i]! });
      i++;
      j++;
    } else if (i < a.length && (j === b.length || most(i + 1, j) >= most(i, j + 1))) lines.push({ sign: "gone", text: a[i++]! });
    else lines.push({ sign: "new", text: b[j++]! });
  }
  return lines;
}

/** How many lines the ends of both lists, from `i` and from `j` on, have in common in order. */
function longestCommon(a: readonly string[], b: readonly string[]): (i: number, j: number) => number {
  const width = b.length + 1;
  const table = new Uint16Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i--) {
    for (let j = b.length - 1; j >= 0; j--) {
      const [skipA, skipB] = [table[(i + 1) * width + j]!, table[i * width + j + 1]!];
      table[i * width + j] = a[i] === b[j] ? table[(i + 1) * width + j + 1]! + 1 : Math.max(skipA, skipB);
    }
  }
  return (i, j) => table[i * width + j]!;
}

/** HTML with each tag at the beginning of a line, so that a change shows where it is. */
export const tagsApart = (html: string): string => html.replace(/\s*(<[a-z/!])/gi, "\n$1").trim();
