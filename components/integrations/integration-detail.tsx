import { type Connect, ConnectForm } from "@/components/integrations/connect-form";
import { IntegrationActions, type IntegrationCommands } from "@/components/integrations/integration-actions";
import { IntegrationState } from "@/components/integrations/integration-state";
import { Mark } from "@/components/integrations/mark";
import { type Try, TryIt } from "@/components/integrations/try-it";
import { WorkTable } from "@/components/integrations/work-table";
import { Section } from "@/components/settings/section";
import { Copy } from "@/components/ui/copy";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import type { IntegrationPage, ShownIntegration } from "@/lib/integrations/schema";

type Shown = Extract<IntegrationPage, { integration: unknown }>;
type Props = Shown & { path: string; cursor: string | undefined; commands: IntegrationCommands & { connect: Connect; test: Try } };

/** Everything about one integration: what it adds, how it is set up, how it is, and what it did. */
export function IntegrationDetail({ integration, work, nextCursor, mayChange, now, path, cursor, commands }: Props) {
  const { kind, name, summary, mark, status, setup, canTest, category } = integration;
  const isConnected = status !== null;
  return (
    <>
      <PageHeader
        title={
          <span className="inline-flex items-center gap-2.5">
            <Mark path={mark} /> {name}
          </span>
        }
        aside={<IntegrationState status={status} />}
        actions={isConnected && <IntegrationActions integration={integration} mayChange={mayChange} commands={commands} />}
      >
        {summary}
      </PageHeader>
      <Health integration={integration} now={now} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-[minmax(0,3fr)_minmax(0,2fr)]">
        <div>
          <Section title={isConnected ? "Settings" : "Connect"}>
            <ConnectForm integration={integration} mayChange={mayChange} connect={commands.connect} />
          </Section>
          {isConnected && canTest && (
            <Section title="Try it" about={category === "sender" ? "Sends a real email to your own address." : "Sends a real message."}>
              <TryIt
                kind={kind}
                label={category === "sender" ? "Send a test email to me" : "Send a test"}
                mayChange={mayChange}
                test={commands.test}
              />
            </Section>
          )}
        </div>
        <div>
          <Section title="Set it up">
            <ol className="flex list-decimal flex-col gap-2 pl-5">
              {setup.map((step) => (
                <li key={step}>{step}</li>
              ))}
            </ol>
          </Section>
          <Additions integration={integration} />
        </div>
      </div>
      {isConnected && (
        <Section title="Activity" about="For 30 days.">
          <WorkTable work={work} now={now} />
          <Pagination path={path} query={{ cursor }} nextCursor={nextCursor} />
        </Section>
      )}
    </>
  );
}

/** Since when it is connected, what was refused last, and where its other side is to call. */
const Health = ({
  integration: { connectedAt, lastError, lastErrorAt, receivesAt },
  now,
}: {
  integration: ShownIntegration;
  now: Date;
}) => (
  <div className="mb-6 flex flex-col gap-2 empty:hidden">
    {connectedAt && (
      <p className="text-soft">
        Connected <Time at={connectedAt} now={now} />
      </p>
    )}
    {lastError && lastErrorAt && (
      <p role="note" className="text-bad">
        Refused <Time at={lastErrorAt} now={now} />: <span className="break-words">{lastError}</span>
      </p>
    )}
    {receivesAt && (
      <p className="text-soft">
        Send its webhooks to <Copy shown text={receivesAt} label="Copy the webhook address" />
      </p>
    )}
  </div>
);

const WHAT = [
  ["actions", "Steps in automations"],
  ["segments", "Segments"],
  ["events", "Events"],
  ["traits", "Traits"],
] as const;

function Additions({ integration: { adds } }: { integration: ShownIntegration }) {
  const some = WHAT.filter(([kind]) => adds[kind].length > 0);
  if (some.length === 0) return null;
  return (
    <Section title="What it adds">
      <dl className="grid gap-3">
        {some.map(([kind, label]) => (
          <div key={kind}>
            <dt className="text-soft text-xs voice-label">{label}</dt>
            {adds[kind].map((name) => (
              <dd key={name}>{name}</dd>
            ))}
          </div>
        ))}
      </dl>
    </Section>
  );
}
