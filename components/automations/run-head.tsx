import type { ReactNode } from "react";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";

type Props = {
  project: string;
  automation: { id: string; name: string };
  run: { email: string | null; customerId: string; version: number };
  actions: ReactNode;
};

/** Whose way through which automation it is. */
export const RunHead = ({ project, automation, run, actions }: Props) => (
  <PageHeader title={run.email ?? run.customerId} actions={actions}>
    In{" "}
    <Link href={`/${project}/automations/${automation.id}`} className="underline">
      {automation.name}
    </Link>
    , version {run.version}.{" "}
    <Link href={`/${project}/customers/${run.customerId}`} className="underline">
      See the customer
    </Link>
  </PageHeader>
);
