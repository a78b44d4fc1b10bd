import { getMessage } from "@/lib/messages/queries";
import { MessageId, ShownMessage } from "@/lib/messages/schema";
import { shownMessage } from "@/lib/messages/shown";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one message with its exact HTML, text and headers.",
  grant: "messages:read",
  input: MessageId,
  output: ShownMessage,
  handle: async (scope, { id }) => shownMessage(await getMessage(scope, id)),
});
