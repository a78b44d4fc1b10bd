import "server-only";
import { eq } from "drizzle-orm";
import { type Message, type messageContents, projects } from "@/db/schema";
import { senderOf } from "@/lib/mail/senders";
import { hashOf } from "@/lib/messages/claim";
import { deliveryHeaders } from "@/lib/messages/headers";
import type { Scope } from "@/lib/scope";
import { publishedVersion } from "@/lib/templates/published";
import { renderEmail } from "@/lib/templates/render";

/**
 * A message of which only the values were kept, as it was sent: rendering is a pure function of a version and values, and the hash of what
 * was sent proves it. Null where it comes out differently, because the project's sender or name has changed since.
 */
export async function writtenAgain(scope: Scope, message: Message): Promise<typeof messageContents.$inferSelect | null> {
  const { id: messageId, templateId, templateVersion, values, sha256, address: to, source, sourceId } = message;
  if (!templateId || templateVersion === null || !values || !sha256 || !to) return null;
  const { db, projectId } = scope;
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  const version = await publishedVersion(scope, templateId, templateVersion).catch(() => null);
  const from = project && (await senderOf(scope, project));
  if (!project || !version || !from) return null;
  const leaveUrl = typeof values.unsubscribe_url === "string" ? values.unsubscribe_url : undefined;
  const headers = deliveryHeaders({ project, source, sourceId, leaveUrl });
  const { missing: _, ...rendered } = await renderEmail(version, values, { tracked: typeof values.open_url === "string" });
  if (!hashOf({ from, to, headers, ...rendered }).equals(sha256)) return null;
  return { projectId, messageId, sender: from, headers, html: rendered.html, text: rendered.text };
}
