const DAY = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

type Props = { at: Date | string; now?: Date | string; timeZone?: string };

/** When: in words near now, a date further back, and exactly, with its zone, on hover. `now` comes from the server, so both sides write the same. */
export function Time({ at, now, timeZone = "UTC" }: Props) {
  const date = new Date(at);
  const exact = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "long", timeZone }).format(date);
  return (
    <time dateTime={date.toISOString()} title={exact} className="whitespace-nowrap">
      {now ? ago(date, new Date(now)) : DAY.format(date)}
    </time>
  );
}

const STEPS = [
  [60, "second"],
  [3_600, "minute"],
  [86_400, "hour"],
  [7 * 86_400, "day"],
] as const;
const RELATIVE = new Intl.RelativeTimeFormat("en", { numeric: "auto", style: "short" });

function ago(date: Date, now: Date): string {
  const seconds = (now.getTime() - date.getTime()) / 1_000;
  if (Math.abs(seconds) < 5) return "now";
  let unit = 1;
  for (const [limit, name] of STEPS) {
    if (Math.abs(seconds) < limit) return RELATIVE.format(-Math.trunc(seconds / unit), name);
    unit = limit;
  }
  return DAY.format(date);
}
