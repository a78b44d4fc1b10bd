import { evalQuotedToken, IfTag, Output, type Template, TypeGuards, type Value } from "liquidjs";
import type { Kind, Values } from "./engine.ts";

/** A part of a plain template: text, a value with a word for when it is empty, or parts that stand only when a value is there. */
type Part = string | { path: string[]; fallback: string | null } | { when: string[]; then: Plan; otherwise: Plan };
export type Plan = Part[];

/** Names that Liquid reads as questions about a list or text, not as keys. */
const QUESTIONS = new Set(["size", "first", "last", "length"]);

/**
 * A template of nothing but `{{ path }}`, `{{ path | default: "word" }}` and `{% if path %}` needs no engine: reading and joining is some
 * hundred times faster, and cannot run away. Anything else is null. What it renders is what Liquid renders, to the byte.
 */
export function planOf(template: readonly Template[]): Plan | null {
  const parts = template.map(partOf);
  return parts.every((part) => part !== null) ? parts : null;
}

function partOf(node: Template): Part | null {
  if ("str" in node && typeof node.str === "string") return node.str;
  if (node instanceof Output) return outputOf(node);
  if (!(node instanceof IfTag) || node.branches.length !== 1) return null;
  const [branch] = node.branches;
  const when = branch && branch.value.filters.length === 0 ? pathOf(branch.value) : null;
  const then = branch && planOf(branch.templates);
  const otherwise = planOf(node.elseTemplates ?? []);
  return when && then && otherwise ? { when, then, otherwise } : null;
}

function outputOf({ value }: Output): Part | null {
  const path = pathOf(value);
  const [filter, ...others] = value.filters;
  if (!path || others.length > 0) return null;
  if (!filter) return { path, fallback: null };
  const [word, ...more] = filter.args;
  if (filter.name !== "default" || more.length > 0 || !TypeGuards.isQuotedToken(word)) return null;
  return { path, fallback: evalQuotedToken(word) };
}

/** `customer.first_name` as its names, or null when the expression is more than that. */
export function pathOf({ initial }: Value): string[] | null {
  const [token, ...operators] = initial.postfix;
  if (operators.length > 0 || !TypeGuards.isPropertyAccessToken(token) || token.variable) return null;
  const names = token.props.map((prop) =>
    TypeGuards.isWordToken(prop) ? prop.content : TypeGuards.isQuotedToken(prop) ? evalQuotedToken(prop) : "",
  );
  return names.every((name) => name && !QUESTIONS.has(name) && !/^\d/.test(name)) ? names : null;
}

export function renderPlan(plan: Plan, kind: Kind, values: Values): string {
  let text = "";
  for (const part of plan) {
    if (typeof part === "string") text += part;
    else if ("when" in part) text += renderPlan(isThere(valueAt(values, part.when)) ? part.then : part.otherwise, kind, values);
    else {
      const value = textOf(valueAt(values, part.path), part.fallback);
      text += kind === "html" ? escaped(value) : value;
    }
  }
  return text;
}

/** What is found along a path. Only an object's own keys are followed. */
export function valueAt(values: Values, path: readonly string[]): unknown {
  let at: unknown = values;
  for (const name of path) {
    if (typeof at !== "object" || at === null || !Object.hasOwn(at, name)) return undefined;
    at = (at as Record<string, unknown>)[name];
  }
  return at;
}

/** Liquid's truth: all but false and nothing. An empty text is there. */
const isThere = (value: unknown) => value !== undefined && value !== null && value !== false;

/** A value as Liquid writes it. `default` replaces what is empty, or false; without it false reads "false". */
function textOf(value: unknown, fallback: string | null): string {
  if (fallback === null) return joined(value);
  const isEmpty = Array.isArray(value) || typeof value === "string" ? value.length === 0 : !isThere(value);
  return isEmpty ? fallback : joined(value);
}

function joined(value: unknown): string {
  if (value === undefined || value === null) return "";
  if (Array.isArray(value)) return value.map(joined).join("");
  return typeof value === "object" ? "[object Object]" : String(value); // an object from outside may bring a `toString` that is none
}

const ESCAPES: Record<string, string> = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&#34;", "'": "&#39;" };
export const escaped = (text: string) => text.replace(/[&<>"']/g, (letter) => ESCAPES[letter]!);
