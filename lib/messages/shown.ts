import "server-only";
import type { FullMessage } from "@/lib/messages/queries";
import { type ListedMessage, reasonInWords, ShownMessage } from "@/lib/messages/schema";
import { told } from "@/lib/told";

/** A message as the API shows it. */
export const shownMessage = ({ message, customer, email }: FullMessage): ShownMessage =>
  told(ShownMessage, {
    ...{ from: null, html: null, text: null, headers: null },
    ...email,
    ...message,
    customerId: customer,
    to: message.address,
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
