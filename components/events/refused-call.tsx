import { sourceInWords } from "@/components/events/source-words";
import { Json } from "@/components/ui/json";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";

type Call = { source: string; field: string | null; reason: string; payload: unknown; receivedAt: Date };

/** A call that was refused: why, and what was said. */
export const RefusedCall = ({ call, now }: { call: Call; now: Date }) => (
  <div className="flex max-w-3xl flex-col gap-6">
    <div className="flex flex-col gap-1">
      <Status tone="bad">Rejected</Status>
      <p>
        <code className="font-mono">{call.field ?? "It"}</code> {call.reason}
      </p>
      <p className="text-soft text-xs">
        Received <Time at={call.receivedAt} now={now} /> through {sourceInWords(call.source)}
      </p>
    </div>
    <section>
      <h2 className="mb-1 text-base">What was sent</h2>
      <Json open value={call.payload} label="What was sent" />
    </section>
  </div>
);
