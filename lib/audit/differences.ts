import type { Difference } from "@/lib/audit/schema";

const DEEP = 4;
const LONG = 300;

/** What moves with every change, or is the subject itself. */
const NOISE: ReadonlySet<string> = new Set(["id", "projectId", "updatedAt"]);

/** What differs between a thing as it was and as it became, key by key. What is the same on both sides is left out. */
export function differencesOf(before: unknown, after: unknown): Difference[] {
  const [was, became] = [flat(before), flat(after)];
  const paths = [...new Set([...was.keys(), ...became.keys()])];
  return paths
    .filter((path) => was.get(path) !== became.get(path) && !NOISE.has(path))
    .map((path) => ({ path, before: was.get(path) ?? null, after: became.get(path) ?? null }));
}

/** Every value by its path. Deep ones, and lists, stay as their JSON. */
function flat(value: unknown, path = "", depth = DEEP, into = new Map<string, string>()): Map<string, string> {
  if (value === null || value === undefined) return into;
  const parts = typeof value === "object" && !Array.isArray(value) ? Object.entries(value) : null;
  if (parts && (depth > 0 || path === "")) {
    for (const [key, part] of parts) flat(part, path ? `${path}.${key}` : key, depth - 1, into);
    return into;
  }
  return into.set(path || "value", shortened(typeof value === "string" ? value : JSON.stringify(value)));
}

const shortened = (text: string) => (text.length > LONG ? `${text.slice(0, LONG)}…` : text);
