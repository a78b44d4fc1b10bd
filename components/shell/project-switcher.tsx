"use client";

import { Check, ChevronsUpDown, Plus } from "lucide-react";
import { Link } from "@/components/ui/link";
import { usePathname } from "next/navigation";
import { Mark } from "@/components/shell/mark";
import { Button } from "@/components/ui/button";
import { Menu, MenuGroup, MenuLine, MenuLink } from "@/components/ui/menu";

type Props = { current: { slug: string; name: string }; projects: readonly { slug: string; name: string }[] };

/** Changes the project and keeps the section: from the customers of one to the customers of another. */
export function ProjectSwitcher({ current, projects }: Props) {
  const section = usePathname().split("/")[2];
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
          <MenuLink key={slug} render={<Link href={section ? `/${slug}/${section}` : `/${slug}`} />}>
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
