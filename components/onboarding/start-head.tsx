import { PageHeader } from "@/components/ui/page-header";

/** What is to be done first, and that it is done. */
export const StartHead = ({ arrived }: { arrived: boolean }) => (
  <PageHeader title={arrived ? "Your first event is here" : "Send your first event"}>
    {arrived
      ? "Who signs up becomes a customer, enters the segment “New this week”, and gets an email from the automation “Welcome”."
      : "Tell us that somebody signed up. They become a customer, enter the segment “New this week”, and the automation “Welcome” emails them."}
  </PageHeader>
);
