"use client";

import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import type { ReactNode } from "react";

/** A way to a page of the documentation; the one at hand is said to everyone. */
export const DocsLink = ({ href, children }: { href: string; children: ReactNode }) => (
  <Link
    href={href}
    aria-current={usePathname() === href ? "page" : undefined}
    className="touchable text-soft voice-label hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-4"
  >
    {children}
  </Link>
);
