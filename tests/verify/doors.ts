import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";

const root = fileURLToPath(new URL("../../", import.meta.url));
const read = (file: string) => readFileSync(join(root, file), "utf8");
const find = (pattern: string) => globSync(pattern, { cwd: root }).sort();

/** Where a file's folder is on the web: `app/(dashboard)/[project]/segments/page.tsx` is `/[project]/segments`. */
export const addressOf = (file: string) =>
  file
    .replace(/^app|\/(page\.tsx|page|route\.ts)$/g, "")
    .split("/")
    .filter((part) => !/^\(.+\)$/.test(part))
    .join("/") || "/";

/** Every page there is, by its file. */
export const pages = (): string[] => find("app/**/page.tsx");

export type Route = { file: string; methods: string[] };
/** Every route with the methods it answers. */
export const routes = (): Route[] =>
  find("app/**/route.ts").map((file) => ({
    file,
    methods: [
      ...new Set([...read(file).matchAll(/\b(GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD)\b(?=\s*[=,(}:])/g)].map(([, method]) => method!)),
    ],
  }));

export type Maker = "action" | "accountAction" | "publicAction" | "entryAction";
export type Action = { id: string; file: string; name: string; maker: Maker };
/** Every server action, as its file exports it: `id` is how the matrix names it. */
export const actions = (): Action[] =>
  find("app/**/actions.ts").flatMap((file) =>
    [...read(file).matchAll(/^export const (\w+) = (action|accountAction|publicAction|entryAction)\(/gm)].map(([, name = "", maker]) => ({
      id: `${addressOf(`${file.replace(/actions\.ts$/, "")}page`)}#${name}`,
      file,
      name,
      maker: maker as Maker,
    })),
  );

type Manifest = { node: Record<string, { filename: string; exportedName: string; workers: Record<string, unknown> }> };

/** What Next built: under which id each action is called, and on which page. */
export function builtActions(): Map<string, { id: string; page: string }> {
  const { node } = JSON.parse(read(".next/server/server-reference-manifest.json")) as Manifest;
  return new Map(
    Object.entries(node).map(([id, { filename, exportedName, workers }]) => [
      `${filename}#${exportedName}`,
      { id, page: addressOf(Object.keys(workers).toSorted((a, b) => a.length - b.length)[0] ?? "") },
    ]),
  );
}
