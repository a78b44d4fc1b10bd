import type { Metadata } from "next";
import { Catalogue } from "@/components/integrations/catalogue";
import { PageHeader } from "@/components/ui/page-header";
import { catalogueOf } from "@/lib/integrations/catalogue";
import { load } from "@/lib/web/page";

export const metadata: Metadata = { title: "Integrations" };

export default async function IntegrationsPage({ params }: PageProps<"/[project]/integrations">) {
  const { project } = await params;
  return (
    <>
      <PageHeader title="Integrations">Where customer data comes from, and where emails and notifications go.</PageHeader>
      <Catalogue catalogue={await load(project, catalogueOf)} path={`/${project}/integrations`} />
    </>
  );
}
