import type { Metadata } from "next";
import { ProjectList } from "@/components/projects/project-list";
import { ExploreSample } from "@/components/sample/explore-sample";
import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";
import { projectsOf } from "@/lib/projects/queries";
import { loadAccount } from "@/lib/web/account";
import { exploreSampleAction } from "./actions";

export const metadata: Metadata = { title: "Projects" };

export default async function ProjectsPage() {
  const projects = await loadAccount(projectsOf);
  return (
    <>
      <PageHeader title="Projects" actions={<ButtonLink href="/projects/new">New project</ButtonLink>}>
        Each has its own customers, emails, keys and members.
      </PageHeader>
      <ProjectList projects={projects} />
      {!projects.some(({ sample }) => sample) && (
        <div className="mt-8">
          <ExploreSample explore={exploreSampleAction} />
        </div>
      )}
    </>
  );
}
