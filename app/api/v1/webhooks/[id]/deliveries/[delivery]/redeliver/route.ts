import { redeliver } from "@/lib/webhooks/redelivering";
import { Done, Redelivery } from "@/lib/webhooks/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Tries a delivery that has ended once more, with the same id and bytes.",
  grant: "webhooks:write",
  input: Redelivery,
  output: Done,
  handle: async (scope, { id, delivery }) => {
    await redeliver(scope, id, delivery);
    return { done: true as const };
  },
});
