import { Empty } from "@/components/ui/empty";
import { PageHeader } from "@/components/ui/page-header";

/** Stands for the pages of jobs where somebody may not see them, and says who may. */
export const JobsNotShown = () => (
  <>
    <PageHeader title="Jobs" />
    <Empty title="Jobs are shown to owners and admins">
      They show how CrowdPower works inside. Ask an admin of this project for another role.
    </Empty>
  </>
);
