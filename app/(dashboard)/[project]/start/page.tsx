import type { Metadata } from "next";
import { FirstEventWatch } from "@/components/onboarding/first-event-watch";
import { ForAgents } from "@/components/onboarding/for-agents";
import { FirstSteps } from "@/components/onboarding/first-steps";
import { StartHead } from "@/components/onboarding/start-head";
import { Snippets } from "@/components/onboarding/snippets";
import { ExploreSample } from "@/components/sample/explore-sample";
import { startOf } from "@/lib/projects/first-steps";
import { load } from "@/lib/web/page";
import { exploreSampleAction } from "@/app/(account)/projects/actions";
import { lookForEventAction, sendFirstEventAction } from "./actions";

export const metadata: Metadata = { title: "Get started" };

export default async function StartPage({ params }: PageProps<"/[project]/start">) {
  const { project } = await params;
  const { publicKey, host, tagBytes, sample, done, waiting, ...who } = await load(project, startOf);
  const [look, send] = [lookForEventAction.bind(null, project), sendFirstEventAction.bind(null, project)];
  return (
    <>
      <StartHead arrived={waiting.event !== null} sample={sample} />
      <div className="grid gap-x-10 gap-y-8 grid-cols-[minmax(0,1fr)] lg:grid-cols-[minmax(0,1fr)_18rem]">
        <div className="flex flex-col gap-6">
          {!sample && <FirstEventWatch {...{ project, look, send, ...who }} first={waiting} />}
          <Snippets {...{ publicKey, host, tagBytes }} />
        </div>
        <div className="flex flex-col gap-8">
          {!sample && <FirstSteps project={project} done={done} />}
          <ForAgents host={host} />
          {!waiting.event && <ExploreSample explore={exploreSampleAction} />}
        </div>
      </div>
    </>
  );
}
