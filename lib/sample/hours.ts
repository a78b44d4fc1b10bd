import { type Random, weighted } from "@/lib/sample/random";

const HOUR = 60 * 60_000;
const DAY = 24 * HOUR;
/** How awake people are, hour by hour where they are: hardly anybody at night, most in the evening. */
const AWAKE = [1, 0, 0, 0, 0, 1, 3, 6, 8, 8, 7, 7, 9, 8, 6, 6, 7, 9, 11, 13, 14, 12, 8, 4];
/** Sunday first: people shop for coffee at the weekend. */
const BUSY = [1, 0.75, 0.75, 0.8, 0.85, 0.9, 1];

/** Moves a time to one at which somebody in that zone may be awake, on the same day there. */
export function awakeAt(random: Random, millis: number, timeZone: string): number {
  const local = millis + offsetOf(millis, timeZone);
  const day = local - (local % DAY);
  return day + weighted(random, AWAKE) * HOUR + Math.floor(random() * HOUR) - offsetOf(millis, timeZone);
}

/** Whether somebody comes on such a day at all. */
export const isDayFor = (random: Random, millis: number): boolean => random() < BUSY[new Date(millis).getUTCDay()]!;

const formats = new Map<string, Intl.DateTimeFormat>();

/** How far a zone's clocks are ahead of UTC at that time, in milliseconds. */
function offsetOf(millis: number, timeZone: string): number {
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat("en", { timeZone, timeZoneName: "longOffset" });
  formats.set(timeZone, format);
  const said = format.formatToParts(millis).find(({ type }) => type === "timeZoneName")?.value ?? "";
  const [, sign, hours, minutes] = /([+-])(\d\d):(\d\d)/.exec(said) ?? ["", "+", "0", "0"];
  return (sign === "-" ? -1 : 1) * (Number(hours) * 60 + Number(minutes)) * 60_000;
}
