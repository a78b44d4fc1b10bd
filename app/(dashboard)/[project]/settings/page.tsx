import type { Metadata } from "next";
import { DeleteProject } from "@/components/settings/delete-project";
import { GeneralForm } from "@/components/settings/general-form";
import { Section } from "@/components/settings/section";
import { PageHeader } from "@/components/ui/page-header";
import { settingsOf } from "@/lib/projects/settings";
import { load } from "@/lib/web/page";
import { deleteProjectAction, saveGeneralAction } from "./actions";

export const metadata: Metadata = { title: "Settings" };

export default async function SettingsPage({ params }: PageProps<"/[project]/settings">) {
  const { project: slug } = await params;
  const { mayDelete, ...settings } = await load(slug, settingsOf);
  return (
    <>
      <PageHeader title="Settings">Name, address, time zone and currency of this project.</PageHeader>
      <GeneralForm {...settings} save={saveGeneralAction.bind(null, slug)} />
      {mayDelete && (
        <Section title="Delete this project" about="Its customers, events, emails, automations and keys go with it, for good.">
          <DeleteProject name={settings.project.name} remove={deleteProjectAction.bind(null, slug)} />
        </Section>
      )}
    </>
  );
}
