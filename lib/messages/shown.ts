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
export const listedMessage = ({ message, customer, template }: FullMessage): ListedMessage => {
  const { id, address: to, subject, state, source, createdAt: at } = message;
  return { id, to, customer, subject, templateName: template, state, reason: reasonInWords(message.reason), source, at };
};
