const OPEN = "\ue000";
const CLOSE = "\ue001";
const LIQUID = /\{\{[\s\S]*?\}\}|\{%[\s\S]*?%\}/g;
const HIDDEN = /\ue000(\d+)\ue001/g;

/** A source in which each piece of Liquid is one opaque mark, for what reads HTML: Liquid may hold quotes and angle brackets. */
export type Hidden = { text: string; show(text: string): string };

export function hideLiquid(source: string): Hidden {
  const pieces: string[] = [];
  const text = source.replace(/[\ue000\ue001]/g, "").replace(LIQUID, (piece) => `${OPEN}${pieces.push(piece) - 1}${CLOSE}`);
  return { text, show: (shown) => shown.replace(HIDDEN, (_, number: string) => pieces[Number(number)] ?? "") };
}

export const holdsLiquid = (text: string): boolean => text.includes(OPEN);
