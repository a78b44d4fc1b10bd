import type { Template } from "liquidjs";
import { type Kind, parseLiquid, renderLiquid, type Values } from "./engine.ts";

export type Asked = { source: string; kind: Kind; values: Values };
export type Answer = { text: string } | { problem: string };

/** A process that renders Liquid for the one that started it, which ends it when it takes too long. It holds nothing worth keeping. */
const PARSED_MAX = 50;
const parsed = new Map<string, Template[]>();

function templateOf({ source, kind }: Asked): Template[] {
  const key = `${kind} ${source}`;
  const known = parsed.get(key);
  if (known) return known;
  if (parsed.size >= PARSED_MAX) parsed.clear();
  const template = parseLiquid(source, kind);
  parsed.set(key, template);
  return template;
}

function answer(asked: Asked): Answer {
  try {
    return { text: renderLiquid(templateOf(asked), asked.kind, asked.values) };
  } catch (error) {
    return { problem: error instanceof Error ? error.message.split("\n")[0]! : String(error) };
  }
}

process.on("message", (asked: Asked) => process.send?.(answer(asked)));
process.send?.("ready");
