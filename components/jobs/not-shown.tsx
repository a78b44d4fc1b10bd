import { NotShown } from "@/components/shell/not-shown";

export const JobsNotShown = () => (
  <NotShown title="Jobs" shownTo="Jobs are shown to owners and admins">
    They show how CrowdPower works inside.
  </NotShown>
);
