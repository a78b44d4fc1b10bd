import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

export const MAX_WAIT_MINUTES = 525_600; // a year: no durable engine promises to remember longer

export const WAIT_UNITS = { minutes: 1, hours: 60, days: 1440 } as const;
export type WaitUnit = keyof typeof WAIT_UNITS;

/** Holds a customer for a time. */
export const WaitStep = z.strictObject({
  id: StepId,
  type: z.literal("wait"),
  minutes: z
    .number({ error: "Say how long to wait, as a number of minutes." })
    .int("Wait whole minutes.")
    .min(1, "Wait at least one minute.")
    .max(MAX_WAIT_MINUTES, "Wait a year at most."),
});
export type WaitStep = z.infer<typeof WaitStep>;

export const freshWait = (id: string): WaitStep => ({ id, type: "wait", minutes: WAIT_UNITS.days });

/** A time in the largest unit that says it in a whole number: 2880 is 2 days, 90 is 90 minutes. */
export function inWholeUnits(minutes: number): { amount: number; unit: WaitUnit } {
  const unit = (["days", "hours"] as const).find((each) => minutes % WAIT_UNITS[each] === 0) ?? "minutes";
  return { amount: minutes / WAIT_UNITS[unit], unit };
}

/** "3 days", "1 hour". */
export function waitInWords(minutes: number): string {
  const { amount, unit } = inWholeUnits(minutes);
  return `${amount} ${amount === 1 ? unit.slice(0, -1) : unit}`;
}
