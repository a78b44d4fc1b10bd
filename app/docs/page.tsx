import type { Metadata } from "next";
import { Prose } from "@/components/docs/prose";
import { DOCS } from "@/lib/docs/schema";
import { loadDocs } from "@/lib/web/docs";

export const metadata: Metadata = { title: DOCS[0].title };

export default async function FirstDocsPage() {
  return <Prose {...(await loadDocs(DOCS[0].slug))} />;
}
