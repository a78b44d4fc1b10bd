import { Mark } from "@/components/integrations/mark";
import { Snippets } from "@/components/onboarding/snippets";
import { PageHeader } from "@/components/ui/page-header";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import type { IntegrationPage } from "@/lib/integrations/schema";

type Props = Extract<IntegrationPage, { source: unknown }>;

/** A way to tell us of customers, with the project's own key. */
export const SourceDetail = ({ source: { name, summary, mark, samples, lastSeenAt }, publicKey, host, now }: Props) => (
  <>
    <PageHeader
      title={
        <span className="inline-flex items-center gap-2.5">
          <Mark path={mark} /> {name}
        </span>
      }
      aside={<Status tone={lastSeenAt ? "good" : "draft"}>{lastSeenAt ? "Receiving" : "Nothing received lately"}</Status>}
    >
      {summary}
    </PageHeader>
    <p className="mb-4 text-soft">
      {lastSeenAt ? (
        <>
          The latest event from here arrived <Time at={lastSeenAt} now={now} />.
        </>
      ) : (
        "None of the latest events came from here."
      )}
    </p>
    <div className="max-w-3xl">
      <Snippets host={host} publicKey={publicKey} tagBytes={null} only={samples} />
    </div>
  </>
);
