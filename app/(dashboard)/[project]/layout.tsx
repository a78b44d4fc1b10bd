import type { Metadata } from "next";
import { Shell } from "@/components/shell/shell";
import { shellOf } from "@/lib/shell/queries";
import { load } from "@/lib/web/page";
import { signOutAction } from "../../(account)/account/actions";

export async function generateMetadata({ params }: LayoutProps<"/[project]">): Promise<Metadata> {
  const { project } = await load((await params).project, shellOf);
  return { title: { default: project.name, template: `%s · ${project.name} · CrowdPower` } };
}

export default async function ProjectLayout({ params, children }: LayoutProps<"/[project]">) {
  const shell = await load((await params).project, shellOf);
  return (
    <Shell {...shell} signOut={signOutAction}>
      {children}
    </Shell>
  );
}
