import type { Project } from "@/db/schema";
import { env } from "@/lib/env";

type Sent = { project: Project; source: string; sourceId: string; leaveUrl?: string | undefined };

/**
 * The headers of an email besides From, To and Subject. Mail that can be left says so to mail programs as RFC 8058 asks:
 * one address, and that one POST to it is enough.
 */
export function deliveryHeaders({ project, source, sourceId, leaveUrl }: Sent): Record<string, string> {
  const feedback = {
    ...(project.replyTo && { "Reply-To": project.replyTo }),
    "Feedback-ID": `${sourceId}:${source}:${project.slug}:crowdpower`,
  };
  if (!leaveUrl) return feedback;
  return {
    "List-Unsubscribe": `<${leaveUrl}>`,
    "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    "List-Id": `<${project.slug}.${new URL(env().APP_URL).hostname}>`,
    ...feedback,
  };
}

/** An address as it may stand in a header, or null: senders tell us anything. */
export function mailableAddress(email: string | null): string | null {
  const address = email?.trim() ?? "";
  return address.length <= 254 && /^[^\s<>()[\]\\,;:"@\p{Cc}]{1,64}@[^\s<>()[\]\\,;:"@\p{Cc}]+$/u.test(address) ? address : null;
}
