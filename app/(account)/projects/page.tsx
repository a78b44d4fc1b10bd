import type { Metadata } from "next";
import { ProjectList } from "@/components/projects/project-list";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { projectsOf } from "@/lib/projects/queries";
import { loadAccount } from "@/lib/web/account";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage() {
  const projects = await loadAccount(projectsOf);
  return (
    <>
      <PageHeader title="Projects" actions={<ButtonLink href="/projects/new">New project</ButtonLink>}>
        Each has its own customers, emails, keys and members.
      </PageHeader>
      <ProjectList projects={projects} />
    </>
  );
}
