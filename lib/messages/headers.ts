import type { Project } from "@/db/schema";

/** What a project says of itself in every email. Frozen with each, because it may be changed afterwards. */
export type Sender = { from: string } & Pick<Project, "replyTo" | "slug">;

type Sent = { sender: Omit<Sender, "from">; source: string; sourceId: string; leaveUrl?: string | undefined };

/**
 * The headers of an email besides From, To and Subject. Mail that can be left says so to mail programs as RFC 8058 asks:
 * one address, and that one POST to it is enough.
 */
export function deliveryHeaders({ sender: { replyTo, slug }, source, sourceId, leaveUrl }: Sent): Record<string, string> {
  const feedback = {
    ...(replyTo && { "Reply-To": replyTo }),
    "Feedback-ID": `${sourceId}:${source}:${slug}:crowdpower`,
  };
  if (!leaveUrl) return feedback;
  return {
    "List-Unsubscribe": `<${leaveUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": `<${slug}.${new URL(leaveUrl).hostname}>`,
    ...feedback,
  };
}

/** An address as it may stand in a header, or null: senders tell us anything. */
export function mailableAddress(email: string | null): string | null {
  const address = email?.trim() ?? "";
  return address.length <= 254 && /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]+$/u.test(address) ? address : null;
}
