"use client";

import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Json } from "@/components/ui/json";
import { Status, type StatusTone } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { Attempt, DeliveryState, ShownDelivery } from "@/lib/webhooks/schema";
import type { ActionResult } from "@/lib/web/action";

type Redeliver = (said: { id: string; delivery: string }) => Promise<ActionResult<void>>;
type Props = { webhookId: string; deliveries: ShownDelivery[]; now: Date; mayRedeliver: boolean; redeliver: Redeliver };

const STATES: { [S in DeliveryState]: [StatusTone, string] } = {
  waiting: ["waiting", "Waiting"],
  delivered: ["good", "Delivered"],
  failed: ["bad", "Failed"],
};

/** What a webhook was told, with what was answered at each attempt. */
export const DeliveryList = ({ webhookId, deliveries, now, mayRedeliver, redeliver }: Props) =>
  deliveries.length === 0 ? (
    <p className="text-soft">Nothing in the last 30 days.</p>
  ) : (
    <ul aria-label="Deliveries" className="divide-y divide-line border-line border-y">
      {deliveries.map((delivery) => (
        <li key={delivery.id} className="py-2.5">
          <div className="flex flex-wrap items-center gap-x-4 gap-y-1">
            <Status tone={STATES[delivery.state][0]} className="w-24">
              {STATES[delivery.state][1]}
            </Status>
            <code className="font-mono text-xs">{delivery.kind}</code>
            <span className="text-soft text-sm">
              <Time at={delivery.created_at} now={now} />
            </span>
            <span className="ml-auto flex items-center gap-3 text-soft text-sm">
              {delivery.attempts.length} {delivery.attempts.length === 1 ? "attempt" : "attempts"}
              {delivery.state !== "waiting" && mayRedeliver && (
                <Redeliver name={delivery.kind} redeliver={() => redeliver({ id: webhookId, delivery: delivery.id })} />
              )}
            </span>
          </div>
          <Attempts attempts={delivery.attempts} />
          {delivery.state === "waiting" && delivery.due_at && (
            <p className="text-soft text-sm">
              Next attempt <Time at={delivery.due_at} now={now} />
            </p>
          )}
          <Json value={delivery.payload} label={`What was sent as ${delivery.id}`} />
        </li>
      ))}
    </ul>
  );

const Attempts = ({ attempts }: { attempts: Attempt[] }) => (
  <ul className="text-soft text-sm">
    {attempts.slice(-3).map(({ at, status, millis, said }) => (
      <li key={at} className="break-words">
        {status === null ? "No answer" : `Answered ${status}`} in {millis.toLocaleString("en")} ms{said && `: ${said}`}
      </li>
    ))}
  </ul>
);

function Redeliver({ name, redeliver }: { name: string; redeliver: () => Promise<ActionResult<void>> }) {
  const { pending, failure, run } = useCommand();
  return (
    <>
      {failure && (
        <span role="alert" className="text-bad">
          {failure.message}
        </span>
      )}
      <Button
        size="small"
        pending={pending}
        aria-label={`Deliver ${name} again`}
        onClick={() => run(redeliver, () => toast("It is delivered again."))}
      >
        Deliver again
      </Button>
    </>
  );
}
