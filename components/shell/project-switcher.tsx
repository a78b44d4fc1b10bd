"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import { Mark } from "@/components/shell/mark";
import { addressOf } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuLine, MenuLink } from "@/components/ui/menu";

type Props = { current: { slug: string; name: string }; projects: readonly { slug: string; name: string }[] };

/** Changes the project and keeps the section: from the customers of one to the customers of another, from mailbox to mailbox. */
export function ProjectSwitcher({ current, projects }: Props) {
  const [first, section = ""] = usePathname().split("/").slice(1);
  const same = (slug: string) => (first === "mailbox" ? `/mailbox?project=${slug}` : addressOf(slug, section));
  return (
    <Menu
      className="w-56"
      trigger={
        <Button
          variant="quiet"
          aria-label={`Project ${current.name}. Change project`}
          className="w-full justify-start px-2 pointer-coarse:h-10"
        >
          <Mark />
          <span className="truncate text-sm">{current.name}</span>
          <ChevronsUpDown aria-hidden className="ml-auto text-soft" />
        </Button>
      }
    >
      <MenuGroup label="Projects">
        {projects.map(({ slug, name }) => (
          <MenuLink key={slug} render={<Link href={same(slug)} />}>
            <span className="truncate">{name}</span>
            {slug === current.slug && <Check aria-label="This project" className="ml-auto" />}
          </MenuLink>
        ))}
      </MenuGroup>
      <MenuLine />
      <MenuLink render={<Link href="/projects" />}>
        <Plus aria-hidden />
        All projects
      </MenuLink>
    </Menu>
  );
}
