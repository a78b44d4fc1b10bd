export type Choice = "one_click" | "page" | "resubscribe";

/**
 * What a POST to an unsubscribe link asks for. A mail program sends `List-Unsubscribe=One-Click` in either form encoding, or anything at
 * all: only our own page's form, which is never multipart, can say something else.
 */
export function choiceIn(body: Buffer): Choice {
  const choice = new URLSearchParams(body.toString("utf8")).get("choice");
  if (choice === "resubscribe") return "resubscribe";
  return choice === "unsubscribe" ? "page" : "one_click";
}
