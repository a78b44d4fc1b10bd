import type { Metadata } from "next";
import { BroadcastActions } from "@/components/broadcasts/broadcast-actions";
import { BroadcastHead } from "@/components/broadcasts/broadcast-head";
import { BroadcastReport } from "@/components/broadcasts/broadcast-report";
import { ScheduledOrDraft } from "@/components/broadcasts/scheduled-or-draft";
import { SentEmail } from "@/components/broadcasts/sent-email";
import { broadcastPage } from "@/lib/broadcasts/page";
import { loadOnce } from "@/lib/web/page";
import { commandsIn } from "../commands";

type Props = PageProps<"/[project]/broadcasts/[broadcastId]">;

const broadcastOnce = loadOnce(broadcastPage);

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { project, broadcastId } = await params;
  return { title: (await broadcastOnce(project, broadcastId)).broadcast.name };
}

export default async function BroadcastPage({ params }: Props) {
  const { project, broadcastId: id } = await params;
  const shown = await broadcastOnce(project, id);
  const { broadcast, audience, mayEdit, now } = shown;
  const [all, commands] = [`/${project}/broadcasts`, commandsIn(project)];
  const path = `${all}/${id}`;
  const frame = `/api/frames/broadcasts/${project}/${id}`;
  const actions = mayEdit && <BroadcastActions path={all} broadcast={broadcast} commands={commands} />;
  return (
    <>
      <BroadcastHead {...{ path, broadcast, audience, actions, now }} current="broadcast" />
      {shown.kind === "draft" && <ScheduledOrDraft {...shown} {...{ now, project, path, commands, frame }} />}
      {shown.kind === "cancelled" && <p>It was cancelled before sending began, so nobody got it. To send it after all, duplicate it.</p>}
      {shown.kind === "report" && (
        <BroadcastReport {...shown} {...{ id, status: broadcast.status, peoplePath: `${path}/people`, why: commands.why }} />
      )}
      {shown.kind !== "draft" && <SentEmail {...shown} {...{ project, frame }} />}
    </>
  );
}
