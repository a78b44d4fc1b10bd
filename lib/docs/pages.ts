import "server-only";
import { readFile } from "node:fs/promises";
import { join } from "node:path";
import { lexer } from "marked";
import { DOCS, type DocsPage } from "@/lib/docs/schema";
import { env } from "@/lib/env";
import { notFound } from "@/lib/errors";

const FOLDER = join(process.cwd(), "lib/docs/pages");

/** A page of the documentation as Markdown, with this instance's address where `{{host}}` stands. */
export async function docsText(slug: string): Promise<string> {
  if (!DOCS.some((page) => page.slug === slug)) throw notFound("page");
  return (await readFile(join(FOLDER, `${slug}.md`), "utf8")).replaceAll("{{host}}", env().APP_URL);
}

export async function docsPage(slug: string): Promise<DocsPage> {
  const title = DOCS.find((page) => page.slug === slug)?.title ?? "";
  return { slug, title, content: lexer(await docsText(slug)) };
}

/** What a program that reads documentation asks for first (llmstxt.org). */
export const docsIndex = (): string =>
  [
    "# CrowdPower",
    "",
    "> Know your customers, and write to them at the right moment: an open, self-hosted customer data platform with an engagement layer on top.",
    "",
    "## Docs",
    "",
    ...DOCS.map(({ slug, title }) => `- [${title}](${env().APP_URL}/docs/raw/${slug}.md)`),
    `- [The Core API as OpenAPI 3.1](${env().APP_URL}/openapi.json)`,
    "",
  ].join("\n");
