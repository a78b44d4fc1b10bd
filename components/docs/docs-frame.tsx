import Link from "next/link";
import type { ReactNode } from "react";
import { Mark } from "@/components/shell/mark";

const PAGES = [
  { href: "/docs", label: "The first event" },
  { href: "/docs/api", label: "API reference" },
];

/** What stands around the documentation, which everybody may read. */
export const DocsFrame = ({ children }: { children: ReactNode }) => (
  <div className="mx-auto max-w-4xl px-4 md:px-6">
    <header className="flex h-12 items-center gap-6 border-line border-b">
      <Link href="/" className="flex items-center gap-2 voice-title">
        <Mark />
        CrowdPower
      </Link>
      <nav aria-label="Docs" className="flex gap-4">
        {PAGES.map(({ href, label }) => (
          <Link key={href} href={href} className="underline decoration-line underline-offset-2 hover:decoration-ink">
            {label}
          </Link>
        ))}
      </nav>
    </header>
    <main className="py-8">{children}</main>
  </div>
);
