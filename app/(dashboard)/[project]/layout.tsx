import type { Metadata } from "next";
import { cache } from "react";
import { Shell } from "@/components/shell/shell";
import { shellOf } from "@/lib/shell/queries";
import { load } from "@/lib/web/page";
import { shellCommands } from "../commands";

const shell = cache((project: string) => load(project, shellOf));

export async function generateMetadata({ params }: LayoutProps<"/[project]">): Promise<Metadata> {
  const { project } = await shell((await params).project);
  return { title: { default: project.name, template: `%s · ${project.name} · CrowdPower` } };
}

export default async function ProjectLayout({ params, children }: LayoutProps<"/[project]">) {
  const { project } = await params;
  return (
    <Shell {...(await shell(project))} commands={shellCommands(project)}>
      {children}
    </Shell>
  );
}
