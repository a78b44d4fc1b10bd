import type { Metadata } from "next";
import { SenderSection } from "@/components/settings/sender-section";
import { SendingForm } from "@/components/settings/sending-form";
import { PageHeader } from "@/components/ui/page-header";
import { sendingOf } from "@/lib/integrations/catalogue";
import { load } from "@/lib/web/page";
import { commandsFor } from "../../integrations/commands";
import { saveSendingAction } from "../actions";

export const metadata: Metadata = { title: "Sending" };

export default async function SendingPage({ params }: PageProps<"/[project]/settings/sending">) {
  const { project: slug } = await params;
  const { project, mayChange, senders, instance, sample, mayConnect } = await load(slug, sendingOf);
  const { connect, test } = commandsFor(slug);
  return (
    <>
      <PageHeader title="Sending">Who your emails are from.</PageHeader>
      <SendingForm project={project} mayChange={mayChange} save={saveSendingAction.bind(null, slug)} />
      <SenderSection {...{ senders, instance, sample, mayConnect, connect, test }} path={`/${slug}/integrations`} />
    </>
  );
}
