import { COUNTED } from "@/lib/jobs/schema";

const whole = new Intl.NumberFormat("en");

/** A count that ends somewhere: what is above that is only said to be more. */
export const many = (count: number): string => (count > COUNTED ? `${whole.format(COUNTED)}+` : whole.format(count));

/** A time that something took or waits: milliseconds below a second, then the two largest units. */
export function lasting(millis: number): string {
  if (millis < 1_000) return `${Math.round(millis)} ms`;
  const seconds = Math.round(millis / 1_000);
  if (seconds < 60) return `${seconds} s`;
  if (seconds < 3_600) return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
  if (seconds < 86_400) return `${Math.floor(seconds / 3_600)} h ${Math.floor((seconds % 3_600) / 60)} min`;
  return `${Math.floor(seconds / 86_400)} d ${Math.floor((seconds % 86_400) / 3_600)} h`;
}

const CAUSES: Record<string, string> = {
  "inngest/scheduled.timer": "Its schedule",
  "inngest/function.invoked": "Another job",
  "inngest/function.failed": "A job that failed",
};

/** What a job began with, in words. An event of ours says itself what happened. */
export const causeOf = (event: string): string => CAUSES[event] ?? event;
