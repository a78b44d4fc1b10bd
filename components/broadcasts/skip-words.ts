import type { SkipReason } from "@/lib/messages/schema";

const WORDS: { [R in SkipReason]: string } = {
  erased: "were erased",
  suppressed: "must not be written to",
  unsubscribed: "unsubscribed",
  group: "left this group of emails",
  no_address: "have no address",
  cap: "had as many emails as the cap allows",
  smart_sending: "were written to a short while ago",
  cancelled: "left out when it was cancelled",
};

/** Why people are left out, after their number: "12 unsubscribed". */
export const skipWords = (reason: string): string => WORDS[reason as SkipReason] ?? reason;
