import type { Metadata } from "next";
import type { ReactNode } from "react";
import { DocsFrame } from "@/components/docs/docs-frame";

export const metadata: Metadata = { title: { default: "Docs · CrowdPower", template: "%s · Docs · CrowdPower" } };

export default function DocsLayout({ children }: { children: ReactNode }) {
  return <DocsFrame>{children}</DocsFrame>;
}
