import type { Metadata } from "next";
import { SendingForm } from "@/components/settings/sending-form";
import { PageHeader } from "@/components/ui/page-header";
import { settingsOf } from "@/lib/projects/settings";
import { load } from "@/lib/web/page";
import { saveSendingAction } from "../actions";

export const metadata: Metadata = { title: "Sending" };

export default async function SendingPage({ params }: PageProps<"/[project]/settings/sending">) {
  const { project: slug } = await params;
  const { project, mayChange } = await load(slug, settingsOf);
  return (
    <>
      <PageHeader title="Sending">Who your emails are from.</PageHeader>
      <SendingForm project={project} mayChange={mayChange} save={saveSendingAction.bind(null, slug)} />
    </>
  );
}
