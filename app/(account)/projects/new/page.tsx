import type { Metadata } from "next";
import { NewProjectForm } from "@/components/projects/new-project-form";
import { ExploreSample } from "@/components/sample/explore-sample";
import { PageHeader } from "@/components/ui/page-header";
import { getAccount } from "@/lib/accounts/queries";
import { loadAccount } from "@/lib/web/account";
import { createProjectAction, exploreSampleAction } from "../actions";

export const metadata: Metadata = { title: "New project" };

export default async function NewProjectPage() {
  await loadAccount(getAccount);
  return (
    <>
      <PageHeader title="New project">
        It starts with a template, a segment and an automation that welcomes new sign-ups. You can change all of it.
      </PageHeader>
      <NewProjectForm create={createProjectAction} />
      <section aria-labelledby="sample" className="mt-10 border-line border-t pt-6">
        <h2 id="sample" className="mb-3 text-base">
          Or look around first
        </h2>
        <ExploreSample explore={exploreSampleAction} />
      </section>
    </>
  );
}
