import type { Metadata } from "next";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { PageHeader } from "@/components/ui/page-header";
import { getAccount } from "@/lib/accounts/queries";
import { loadAccount } from "@/lib/web/account";
import { createProjectAction } from "../actions";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  await loadAccount(getAccount);
  return (
    <>
      <PageHeader title="New project">
        It starts with a template, a segment and an automation that welcomes who signs up; all of it can be changed.
      </PageHeader>
      <NewProjectForm create={createProjectAction} />
    </>
  );
}
