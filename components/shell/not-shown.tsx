import type { ReactNode } from "react";
import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";

type Props = { title: string; shownTo: string; children: ReactNode };

/** Stands for a page that somebody's role does not show them, and says who sees it. */
export const NotShown = ({ title, shownTo, children }: Props) => (
  <>
    <PageHeader title={title} />
    <Empty title={shownTo}>{children} Ask an admin of this project for another role.</Empty>
  </>
);
