import "server-only";
import type { FullMessage } from "@/lib/messages/queries";
import { type Email, type ListedMessage, reasonInWords, ShownMessage } from "@/lib/messages/schema";
import { told } from "@/lib/told";

/** A message as the API shows it. */
export const shownMessage = ({ message, customer, contents }: FullMessage): ShownMessage =>
  told(ShownMessage, {
    ...{ html: null, text: null, headers: null },
    ...contents,
    ...message,
    customerId: customer,
    to: message.address,
    from: contents?.sender ?? null,
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
