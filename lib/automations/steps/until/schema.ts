import { z } from "zod";
import { StepId } from "@/lib/automations/steps/schema";

/** The days of the week, Monday first, as ISO 8601 numbers them from 1. */
export const WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"] as const;

/** Holds a customer until it is a time of day where they are, on one of these days; no days is any day. */
export const UntilStep = z.strictObject({
  id: StepId,
  type: z.literal("until"),
  time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, "Give a time of day such as 09:30."),
  days: z
    .array(z.number().int().min(1).max(7))
    .max(7)
    .refine((days) => new Set(days).size === days.length, "Name each day once."),
});
export type UntilStep = z.infer<typeof UntilStep>;

export const freshUntil = (id: string): UntilStep => ({ id, type: "until", time: "09:00", days: [1, 2, 3, 4, 5] });

/** "9:00 from Monday to Friday", "18:30 on Saturday and Sunday", "9:00". */
export function untilInWords({ time, days }: Pick<UntilStep, "time" | "days">): string {
  const sorted = [...days].sort((a, b) => a - b);
  const names = sorted.map((day) => WEEKDAYS[day - 1]!);
  const at = time.replace(/^0/, "");
  if (names.length === 0 || names.length === 7) return at;
  const isRow = names.length > 2 && sorted.at(-1)! - sorted[0]! === names.length - 1;
  if (isRow) return `${at} from ${names[0]} to ${names.at(-1)}`;
  return `${at} on ${new Intl.ListFormat("en", { type: "disjunction" }).format(names)}`;
}
