import { PageHeader } from "@/components/ui/page-header";

/** What is to be done first, and that it is done. */
export const StartHead = ({ arrived }: { arrived: boolean }) => (
  <PageHeader title={arrived ? "You are connected" : "Send your first event"}>
    {arrived
      ? "What people do makes them customers, moves them between segments and starts automations."
      : "Tell us that somebody signed up. They become a customer, enter the segment “New this week”, and the automation “Welcome” emails them."}
  </PageHeader>
);
