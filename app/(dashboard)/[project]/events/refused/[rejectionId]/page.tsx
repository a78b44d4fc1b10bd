import type { Metadata } from "next";
import { RefusedCall } from "@/components/events/refused-call";
import { PageHeader } from "@/components/ui/page-header";
import { getRejection } from "@/lib/events/queries";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Rejected call" };

export default async function RefusedCallPage({ params }: PageProps<"/[project]/events/refused/[rejectionId]">) {
  const { project, rejectionId } = await params;
  const { call, now } = await load(project, async (scope) => ({ call: await getRejection(scope, rejectionId), now: scope.clock.now() }));

  return (
    <>
      <PageHeader title="Rejected call">Nothing of it was recorded. It is kept for seven days.</PageHeader>
      <RefusedCall call={call} now={now} />
    </>
  );
}
