import type { SkipReason } from "@/lib/messages/schema";

const WORDS: { [R in SkipReason]: string } = {
  erased: "were erased",
  suppressed: "suppressed (bounced, complained or blocked)",
  unsubscribed: "had unsubscribed before",
  group: "left this unsubscribe group",
  no_address: "have no address",
  cap: "reached the email cap",
  smart_sending: "got another email recently",
  cancelled: "left out when it was cancelled",
};

/** Why people are left out, after their number: "12 had unsubscribed before". */
export const skipWords = (reason: string): string => WORDS[reason as SkipReason] ?? reason;
