import "server-only";
import { docsPage, docsText } from "@/lib/docs/pages";
import { elsewhere } from "@/lib/web/page";

/** A page of the documentation; one that does not exist becomes the 404 page. */
export const loadDocs = (slug: string) => docsPage(slug).catch(elsewhere);

/** The same as Markdown, for programs. */
export const docsMarkdown = async (file: string): Promise<Response> => {
  const text = await docsText(file.replace(/\.md$/, "")).catch(() => null);
  return new Response(text ?? "There is no such page. /llms.txt lists them.", {
    status: text === null ? 404 : 200,
    headers: { "content-type": "text/markdown; charset=utf-8" },
  });
};
