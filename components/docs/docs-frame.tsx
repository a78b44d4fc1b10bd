import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { DocsLink } from "@/components/docs/docs-link";
import { Mark } from "@/components/shell/mark";
import { DOCS, hrefOf } from "@/lib/docs/schema";

const PAGES = [...DOCS.map(({ slug, title }) => ({ href: hrefOf(slug), label: title })), { href: "/docs/api", label: "API reference" }];

/** What stands around the documentation, which everybody may read. */
export const DocsFrame = ({ children }: { children: ReactNode }) => (
  <div className="mx-auto max-w-5xl px-4 md:grid md:grid-cols-[200px_minmax(0,1fr)] md:gap-x-8 md:px-6">
    <header className="flex h-12 items-center border-line border-b md:col-span-2">
      <Link href="/" className="flex items-center gap-2 voice-title">
        <Mark />
        CrowdPower
      </Link>
    </header>
    <div className="border-line border-b py-3 md:border-0 md:py-8">
      <nav aria-label="Docs" className="flex flex-wrap gap-x-4 gap-y-2 md:sticky md:top-8 md:flex-col">
        {PAGES.map(({ href, label }) => (
          <DocsLink key={href} href={href}>
            {label}
          </DocsLink>
        ))}
      </nav>
    </div>
    <main className="min-w-0 py-8">{children}</main>
  </div>
);
