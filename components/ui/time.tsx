"use client";

import { useTimeZone } from "@/components/ui/time-zone";

type Props = { at: Date | string; now?: Date | string };

/** When: in words near now, a day further back, and exactly, with its zone, on hover. `now` comes from the server, so both sides write the same. */
export function Time({ at, now }: Props) {
  const { day, exact } = formatsIn(useTimeZone());
  const date = new Date(at);
  return (
    <time dateTime={date.toISOString()} title={exact.format(date)} suppressHydrationWarning className="whitespace-nowrap">
      {(now && ago(date, new Date(now))) || day.format(date)}
    </time>
  );
}

/** When exactly, with its zone, and near now how soon: for what somebody plans or waits for. */
export function Moment({ at, now }: Required<Props>) {
  const { moment } = formatsIn(useTimeZone());
  const date = new Date(at);
  const near = ago(date, new Date(now));
  return (
    <time dateTime={date.toISOString()} suppressHydrationWarning>
      {moment.format(date) + (near ? `, ${near}` : "")}
    </time>
  );
}

type Formats = Record<"day" | "exact" | "moment", Intl.DateTimeFormat>;

/** They are expensive to make, and a table asks for them in each of its rows. */
const formats = new Map<string, Formats>();

function formatsIn(timeZone: string): Formats {
  const known = formats.get(timeZone) ?? {
    day: new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone }),
    exact: new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "long", timeZone }),
    moment: momentIn(timeZone),
  };
  formats.set(timeZone, known);
  return known;
}

/** Writes a moment as people plan it: Fri, Nov 27, 2026, 9:00 AM GMT+1. */
export const momentIn = (timeZone: string) =>
  new Intl.DateTimeFormat("en", {
    ...{ weekday: "short", month: "short", day: "numeric", year: "numeric" },
    ...{ hour: "numeric", minute: "2-digit", timeZoneName: "short", timeZone },
  });

const STEPS = [
  [60, "second"],
  [3_600, "minute"],
  [86_400, "hour"],
  [7 * 86_400, "day"],
] as const;
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

/** Null where it is too far away for words. */
function ago(date: Date, now: Date): string | null {
  const seconds = (now.getTime() - date.getTime()) / 1_000;
  if (Math.abs(seconds) < 5) return "now";
  let unit = 1;
  for (const [limit, name] of STEPS) {
    if (Math.abs(seconds) < limit) return RELATIVE.format(-Math.trunc(seconds / unit), name);
    unit = limit;
  }
  return null;
}
