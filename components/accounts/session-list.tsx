"use client";

import { useTransition } from "react";
import { Button } from "@/components/ui/button";
import { Status } from "@/components/ui/status";
import { Time } from "@/components/ui/time";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Session = { id: string; userAgent: string | null; createdAt: Date; lastSeenAt: Date; isThisOne: boolean };
type End = (said: unknown) => Promise<ActionResult<unknown>>;
type Props = { sessions: Session[]; now: Date; end: End; endOthers: End };

export function SessionList({ sessions, now, end, endOthers }: Props) {
  const [pending, start] = useTransition();
  const run = (act: End, said: object, told: string) =>
    start(async () => {
      const answer = await act(said);
      toast(answer.ok ? told : answer.message);
    });
  return (
    <>
      <ul className="divide-y divide-line border-line border-y">
        {sessions.map(({ id, userAgent, lastSeenAt, isThisOne }) => (
          <li key={id} className="flex min-h-9 flex-wrap items-center justify-between gap-x-4 gap-y-1 py-1.5">
            <span>{deviceIn(userAgent)}</span>
            <span className="flex items-center gap-4 text-soft">
              <span>
                seen <Time at={lastSeenAt} now={now} />
              </span>
              {isThisOne ? (
                <Status tone="good">This one</Status>
              ) : (
                <Button size="small" pending={pending} onClick={() => run(end, { id }, "That session has ended.")}>
                  End session
                </Button>
              )}
            </span>
          </li>
        ))}
      </ul>
      {sessions.length > 1 && (
        <Button className="mt-4" pending={pending} onClick={() => run(endOthers, {}, "All your other sessions have ended.")}>
          End all other sessions
        </Button>
      )}
    </>
  );
}

const BROWSERS = [
  ["Edg/", "Edge"],
  ["OPR/", "Opera"],
  ["Firefox/", "Firefox"],
  ["Chrome/", "Chrome"],
  ["Safari/", "Safari"],
] as const;
const SYSTEMS = [
  ["Windows", "Windows"],
  ["iPhone", "iPhone"],
  ["iPad", "iPad"],
  ["Android", "Android"],
  ["Mac OS X", "macOS"],
  ["Linux", "Linux"],
] as const;

/** What a person would call it, as far as it can be told. */
function deviceIn(userAgent: string | null): string {
  const known = (names: readonly (readonly [string, string])[]) => names.find(([mark]) => userAgent?.includes(mark))?.[1];
  const [browser, system] = [known(BROWSERS), known(SYSTEMS)];
  return [browser ?? "A browser", system].filter(Boolean).join(" on ");
}
