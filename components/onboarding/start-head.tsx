import { ButtonLink } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

/** What is to be done first, and that it is done. Where all is made up, what is real begins elsewhere. */
export const StartHead = ({ arrived, sample }: { arrived: boolean; sample: boolean }) =>
  sample ? (
    <PageHeader
      title="This is a sample"
      actions={
        <ButtonLink variant="primary" href="/projects/new">
          New project
        </ButtonLink>
      }
    >
      What is below works here too. To send what your own customers do, start a project of your own.
    </PageHeader>
  ) : (
    <PageHeader title={arrived ? "You are connected" : "Send your first event"}>
      {arrived
        ? "What people do makes them customers, moves them between segments and starts automations."
        : "Tell us that somebody signed up. They become a customer, enter the segment “New this week”, and the automation “Welcome” emails them."}
    </PageHeader>
  );
