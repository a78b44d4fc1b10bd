import type { Topic } from "@/lib/consent/topics";

export type Choice = { does: "leave"; topic: Topic; source: "one_click" | "page" } | { does: "come_back" };

/**
 * What a POST to an unsubscribe link asks for. A mail program sends `List-Unsubscribe=One-Click` in either form encoding, or anything at
 * all, and leaves what the email was of: only our own page's form, which is never multipart, can say something else.
 */
export function choiceIn(body: Buffer, topic: Topic): Choice {
  const choice = new URLSearchParams(body.toString("utf8")).get("choice");
  if (choice === "resubscribe") return { does: "come_back" };
  if (choice === "unsubscribe_all") return { does: "leave", topic: "all", source: "page" };
  return { does: "leave", topic, source: choice === "unsubscribe" ? "page" : "one_click" };
}
