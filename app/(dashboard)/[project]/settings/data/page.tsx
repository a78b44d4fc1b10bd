import type { Metadata } from "next";
import { DataForm } from "@/components/settings/data-form";
import { PurgeLog } from "@/components/settings/purge-log";
import { Section } from "@/components/settings/section";
import { PageHeader } from "@/components/ui/page-header";
import { dataSettingsOf } from "@/lib/projects/settings";
import { load } from "@/lib/web/page";
import { saveDataAction } from "../actions";

export const metadata: Metadata = { title: "Data" };

export default async function DataPage({ params }: PageProps<"/[project]/settings/data">) {
  const { project: slug } = await params;
  const { project, mayChange, purges, now } = await load(slug, dataSettingsOf);
  return (
    <>
      <PageHeader title="Data">Which activity is kept, and for how long.</PageHeader>
      <DataForm project={project} mayChange={mayChange} save={saveDataAction.bind(null, slug)} />
      <Section title="What was removed" about="Older data is removed every night. Rejected calls are kept for seven days.">
        <PurgeLog purges={purges} now={now} />
      </Section>
    </>
  );
}
