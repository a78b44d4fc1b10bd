import type { Metadata } from "next";
import { apiDocument } from "@/app/api/v1/document";
import { ApiReference } from "@/components/docs/api-reference";
import { PageHeader } from "@/components/ui/page-header";
import { env } from "@/lib/env";
import { operationsOf } from "@/lib/web/reference";

export const metadata: Metadata = { title: "API reference" };

export default function ApiPage() {
  const host = env().APP_URL;
  return (
    <>
      <PageHeader title="API reference">
        Everything a program can ask of a project, as JSON. This page and{" "}
        <a href="/openapi.json" className="underline underline-offset-2">
          openapi.json
        </a>{" "}
        are made from the schemas that read the calls.
      </PageHeader>
      <ApiReference operations={operationsOf(apiDocument())} host={host} />
    </>
  );
}
