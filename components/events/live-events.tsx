"use client";

import { Pause, Play } from "lucide-react";
import { useRouter } from "next/navigation";
import { startTransition, useOptimistic, useState } from "react";
import { LiveTable } from "@/components/events/live-table";
import { type Connection, useArrivals } from "@/components/events/use-arrivals";
import { Button, ButtonLink } from "@/components/ui/button";
import { Empty } from "@/components/ui/empty";
import { Input } from "@/components/ui/input";
import { Select } from "@/components/ui/select";
import { Status, type StatusTone } from "@/components/ui/status";
import { type Arrival, type Outcome, RING } from "@/lib/live/schema";

type Props = {
  project: string;
  first: readonly Arrival[];
  since: number;
  timeZone: string;
  outcome: Outcome | undefined;
  /** Older pages are not live. */
  isLive: boolean;
};

const CONNECTIONS: Record<Connection, [StatusTone, string]> = {
  connecting: ["waiting", "Connecting"],
  open: ["live", "Live"],
  lost: ["warn", "Reconnecting"],
};
const OUTCOMES = [
  { value: "", label: "Everything" },
  { value: "recorded", label: "Recorded" },
  { value: "refused", label: "Rejected" },
];

/** What arrives, as it arrives. Which result is asked for stands in the address. */
export function LiveEvents({ project, first, since, timeZone, outcome: asked, isLive }: Props) {
  const router = useRouter();
  const path = `/${project}/events`;
  const { rows, missed, isPaused, pause, connection } = useArrivals(isLive ? `${path}/live?since=${since}` : null, first);
  const [name, setName] = useState("");
  const [outcome, expect] = useOptimistic<string>(asked ?? "");
  const choose = (next: string) =>
    startTransition(() => {
      expect(next);
      router.push(next ? `${path}?outcome=${next}` : path);
    });
  const shown = rows.filter((row) => isAsked(row, name, outcome));
  const [tone, word] = isPaused ? (["paused", "Paused"] as const) : CONNECTIONS[connection];
  return (
    <section aria-label="Live events">
      <div className="mb-4 flex flex-wrap items-center gap-3">
        <Input
          type="search"
          aria-label="Filter by name or person"
          placeholder="Name or person"
          value={name}
          onValueChange={setName}
          className="w-52"
        />
        <Select aria-label="Result" options={OUTCOMES} value={outcome} onChange={(event) => choose(event.target.value)} className="w-36" />
        {isLive && (
          <span className="ml-auto flex items-center gap-3">
            <span role="status">
              <Status tone={tone}>{word}</Status>
            </span>
            <Button onClick={() => pause(!isPaused)}>
              {isPaused ? <Play aria-hidden /> : <Pause aria-hidden />}
              {isPaused ? (missed > 0 ? `Resume, ${missed} new` : "Resume") : "Pause"}
            </Button>
          </span>
        )}
      </div>
      {shown.length > 0 ? (
        <LiveTable rows={shown} project={project} timeZone={timeZone} />
      ) : (
        <Nothing any={rows.length > 0} project={project} outcome={outcome} />
      )}
      {rows.length >= RING && <p className="mt-3 text-soft text-xs">This is a sample: the newest {RING} rows are shown.</p>}
    </section>
  );
}

function Nothing({ any, project, outcome }: { any: boolean; project: string; outcome: string }) {
  if (any) return <Empty title="Nothing like this among the newest rows" />;
  if (outcome === "refused") return <Empty title="No call was rejected">Rejected calls are kept for seven days, with the reason.</Empty>;
  return (
    <Empty
      drawing="events"
      title="Nothing has arrived yet"
      action={<ButtonLink href={`/${project}/start`}>Send the first event</ButtonLink>}
    >
      As soon as your website or server sends something, it appears here automatically.
    </Empty>
  );
}

function isAsked({ name, customer, refused }: Arrival, text: string, outcome: string): boolean {
  if (outcome === "recorded" && refused !== null) return false;
  if (outcome === "refused" && refused === null) return false;
  const asked = text.trim().toLowerCase();
  return `${name} ${customer?.name ?? ""} ${refused ?? ""}`.toLowerCase().includes(asked);
}
