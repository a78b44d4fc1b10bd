"use client";

import { Tabs as Base } from "@base-ui/react/tabs";
import { Link } from "@/components/ui/link";
import type { ReactNode } from "react";
import { cn } from "@/components/ui/cn";

const row = "mb-4 flex [scrollbar-width:none] gap-5 overflow-x-auto overflow-y-hidden border-line border-b";
const tab =
  "-mb-px h-9 cursor-pointer border-b-2 border-transparent whitespace-nowrap text-sm text-soft voice-label transition-colors hover:text-ink focus-visible:-outline-offset-2";

type Tab = { value: string; label: ReactNode; panel: ReactNode };

type Props = {
  tabs: readonly Tab[];
  label: string;
  className?: string;
  /** Which is shown, where that is held elsewhere. */
  value?: string;
  onValueChange?: (value: string) => void;
};

/** Parts of one thing that are there already: changing between them loads nothing. */
export const Tabs = ({ tabs, label, className, ...held }: Props) => (
  <Base.Root defaultValue={tabs[0]?.value} className={className} {...held}>
    <Base.List aria-label={label} className={row}>
      {tabs.map(({ value, label }) => (
        <Base.Tab key={value} value={value} className={cn(tab, "data-active:border-ink data-active:text-ink")}>
          {label}
        </Base.Tab>
      ))}
    </Base.List>
    {tabs.map(({ value, panel }) => (
      <Base.Panel key={value} value={value} className="rounded-thing">
        {panel}
      </Base.Panel>
    ))}
  </Base.Root>
);

type Way = { href: string; label: ReactNode; current: boolean };

/** Parts of one thing that have addresses of their own. */
export const TabLinks = ({ links, label }: { links: readonly Way[]; label: string }) => (
  <nav aria-label={label} className={row}>
    {links.map(({ href, label, current }) => (
      <Link
        key={href}
        href={href}
        aria-current={current ? "page" : undefined}
        className={cn(tab, "flex items-center", current && "border-ink text-ink")}
      >
        {label}
      </Link>
    ))}
  </nav>
);
