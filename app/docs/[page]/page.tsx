import type { Metadata } from "next";
import { Prose } from "@/components/docs/prose";
import { loadDocs } from "@/lib/web/docs";

export async function generateMetadata({ params }: PageProps<"/docs/[page]">): Promise<Metadata> {
  return { title: (await loadDocs((await params).page)).title };
}

export default async function DocsPage({ params }: PageProps<"/docs/[page]">) {
  return <Prose {...(await loadDocs((await params).page))} />;
}
