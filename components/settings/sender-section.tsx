import { Link } from "@/components/ui/link";
import { type Connect, ConnectForm } from "@/components/integrations/connect-form";
import { IntegrationState } from "@/components/integrations/integration-state";
import { type Try, TryIt } from "@/components/integrations/try-it";
import { Section } from "@/components/settings/section";
import { Tabs } from "@/components/ui/tabs";
import type { ShownSenders } from "@/lib/integrations/schema";

type Props = ShownSenders & { path: string; connect: Connect; test: Try };

/** Which way emails leave. A key or an address that is pasted here holds from the next email on. */
export function SenderSection({ senders, instance, sample, mayConnect, path, connect, test }: Props) {
  if (sample)
    return (
      <Section
        title="How emails leave"
        about="This is sample data, so its mail stays on this machine, in the mailbox, whatever is connected."
      >
        <p className="text-soft">To email real people, connect a sender in a project of your own.</p>
      </Section>
    );
  const own = senders.find(({ status }) => status !== null);
  const way = instance
    ? `Through the sender of this instance (${instance}).`
    : "They are not sent: mail stays on this machine, in the mailbox, until one of these is connected.";
  return (
    <Section title="How emails leave" about="The next email uses what is set here. No restart is needed.">
      {own ? (
        <div className="flex flex-col gap-4">
          <p className="flex flex-wrap items-center gap-x-3 gap-y-1">
            <span>
              Through{" "}
              <Link href={`${path}/${own.kind}`} className="underline">
                {own.name}
              </Link>
              , {Object.values(own.hints)[0]}
            </span>
            <IntegrationState status={own.status} />
          </p>
          <TryIt kind={own.kind} label="Send a test email to me" mayChange={mayConnect} test={test} />
        </div>
      ) : (
        <>
          <p className="mb-4 text-soft">{way}</p>
          <Tabs
            label="Senders"
            tabs={senders.map((sender) => ({
              value: sender.kind,
              label: sender.name,
              panel: <ConnectForm integration={sender} mayChange={mayConnect} connect={connect} />,
            }))}
          />
        </>
      )}
    </Section>
  );
}
