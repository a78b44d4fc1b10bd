import "server-only";
import type { FullMessage } from "@/lib/messages/queries";
import { type Email, type ListedMessage, reasonInWords, type ShownMessage } from "@/lib/messages/schema";

/** A message as the API shows it. */
export const shownMessage = ({ message, customer, contents }: FullMessage): ShownMessage => ({
  id: message.id,
  channel: message.channel,
  source: message.source,
  source_id: message.sourceId,
  customer_id: customer,
  template_id: message.templateId,
  template_version: message.templateVersion,
  transactional: message.transactional,
  state: message.state,
  reason: message.reason,
  warnings: message.warnings,
  to: message.address,
  from: contents?.sender ?? null,
  subject: message.subject,
  html: contents?.html ?? null,
  text: contents?.text ?? null,
  headers: contents?.headers ?? null,
  created_at: message.createdAt.toISOString(),
  sent_at: message.sentAt?.toISOString() ?? null,
});

/** A message as a row of the list. */
export const listedMessage = ({ message, customer }: FullMessage): ListedMessage => ({
  id: message.id,
  to: message.address,
  customer,
  subject: message.subject,
  state: message.state,
  reason: reasonInWords(message.reason),
  source: message.source,
  at: message.createdAt,
});

/** The email of a message as it was frozen, if there is one. */
export const emailOf = ({ message: { address, subject }, contents }: FullMessage): Email | null =>
  contents && {
    from: contents.sender,
    to: address ?? "",
    subject: subject ?? "",
    headers: contents.headers,
    html: contents.html,
    text: contents.text,
  };
