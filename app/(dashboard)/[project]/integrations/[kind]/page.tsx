import type { Metadata } from "next";
import { IntegrationDetail } from "@/components/integrations/integration-detail";
import { SourceDetail } from "@/components/integrations/source-detail";
import { readIntegration } from "@/lib/integrations/catalogue";
import { ListWork } from "@/lib/integrations/schema";
import { loadOnce } from "@/lib/web/page";
import { commandsFor } from "../commands";

type Props = PageProps<"/[project]/integrations/[kind]">;

const integrationOnce = loadOnce(readIntegration);

async function read({ params, searchParams }: Props) {
  const { project, kind } = await params;
  const { cursor } = ListWork.catch({}).parse(await searchParams);
  return { project, kind, cursor, shown: await integrationOnce(project, kind, cursor) };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const { shown } = await read(props);
  return { title: "source" in shown ? shown.source.name : shown.integration.name };
}

export default async function IntegrationPage(props: Props) {
  const { project, kind, cursor, shown } = await read(props);
  if ("source" in shown) return <SourceDetail {...shown} />;
  return <IntegrationDetail {...shown} path={`/${project}/integrations/${kind}`} cursor={cursor} commands={commandsFor(project)} />;
}
