import type { Metadata } from "next";
import { IntegrationDetail } from "@/components/integrations/integration-detail";
import { SourceDetail } from "@/components/integrations/source-detail";
import { readIntegration } from "@/lib/integrations/catalogue";
import { ListWork } from "@/lib/integrations/schema";
import { load } from "@/lib/web/page";
import { commandsFor } from "../commands";

export const metadata: Metadata = { title: "Integration" };

export default async function IntegrationPage({ params, searchParams }: PageProps<"/[project]/integrations/[kind]">) {
  const { project, kind } = await params;
  const { cursor } = ListWork.catch({}).parse(await searchParams);
  const shown = await load(project, (scope) => readIntegration(scope, kind, cursor));
  if ("source" in shown) return <SourceDetail {...shown} />;
  return <IntegrationDetail {...shown} path={`/${project}/integrations/${kind}`} cursor={cursor} commands={commandsFor(project)} />;
}
