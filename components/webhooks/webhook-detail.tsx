import { Section } from "@/components/settings/section";
import { Sample } from "@/components/docs/sample";
import { PageHeader } from "@/components/ui/page-header";
import { Pagination } from "@/components/ui/pagination";
import { Time } from "@/components/ui/time";
import { DeliveryList } from "@/components/webhooks/delivery-list";
import { EditWebhook } from "@/components/webhooks/edit-webhook";
import { SendTest } from "@/components/webhooks/send-test";
import { WebhookActions, type WebhookCommands } from "@/components/webhooks/webhook-actions";
import { WebhookState } from "@/components/webhooks/webhook-state";
import type { Attempt, WebhookPage } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

type Commands = WebhookCommands & {
  test: (said: { id: string }) => Promise<ActionResult<Attempt>>;
  redeliver: (said: { id: string; delivery: string }) => Promise<ActionResult<void>>;
};
type Props = WebhookPage & { path: string; cursor: string | undefined; commands: Commands };

const VERIFY = `// npm install standardwebhooks
import { Webhook } from "standardwebhooks";

const webhook = new Webhook(secret); // whsec_…, from where your server keeps its secrets

app.post("/hooks/crowdpower", express.raw({ type: "*/*" }), (request, response) => {
  const event = webhook.verify(request.body, request.headers); // throws unless we sent it, within five minutes
  if (!alreadyDone(event.id)) handle(event.type, event.data);
  response.sendStatus(204);
});`;

/** Everything about one webhook: where to, of what, how it is, and what it was told. */
export function WebhookDetail({ webhook, deliveries, nextCursor, mayChange, now, path, cursor, commands }: Props) {
  const { id, url, description, status } = webhook;
  return (
    <>
      <PageHeader
        title={description || url}
        aside={<WebhookState webhook={webhook} />}
        actions={<WebhookActions {...{ webhook, path, mayChange, commands }} />}
      >
        {description && <span className="break-all">{url}</span>}
      </PageHeader>
      <Health webhook={webhook} now={now} />
      <div className="grid grid-cols-[minmax(0,1fr)] gap-x-12 lg:grid-cols-2">
        <Section title="What it receives">
          <EditWebhook webhook={webhook} mayChange={mayChange} update={commands.update} />
        </Section>
        <div>
          <Section title="Try it" about="Sends a delivery of the kind “test”, signed like any other.">
            <SendTest id={id} isOff={status !== "on"} mayChange={mayChange} send={commands.test} />
          </Section>
          <Section title="Verify the signature" about={`Secret ${webhook.secret_hint}. Answer with any 2xx within 15 seconds.`}>
            <Sample title="Node, with Express" code={VERIFY} />
          </Section>
        </div>
      </div>
      <Section title="Deliveries" about="For 30 days. Failed ones are retried for about a day; the id stays the same.">
        <DeliveryList
          webhookId={id}
          deliveries={deliveries}
          now={now}
          mayRedeliver={mayChange && status === "on"}
          redeliver={commands.redeliver}
        />
        <Pagination path={`${path}/${id}`} query={{ cursor }} nextCursor={nextCursor} />
      </Section>
    </>
  );
}

/** What is not as it should be, and what to do about it. */
function Health({ webhook: { status, disabled_because, failing_since, previous_secret_until }, now }: Pick<Props, "webhook" | "now">) {
  const overlaps = previous_secret_until !== null && new Date(previous_secret_until) > new Date(now);
  return (
    <div className="mb-6 flex flex-col gap-2 empty:hidden">
      {status === "disabled" && (
        <p role="note" className="text-bad">
          It was switched off: {disabled_because} Fix the server, then switch it on; what was missed can be delivered again.
        </p>
      )}
      {status === "on" && failing_since && (
        <p role="note" className="text-warn">
          Nothing has arrived since <Time at={failing_since} now={now} />. After three days it is switched off.
        </p>
      )}
      {overlaps && (
        <p className="text-soft">
          The previous secret also signs, until <Time at={previous_secret_until} />.
        </p>
      )}
    </div>
  );
}
