import { listTraits, shownTrait } from "@/lib/traits/queries";
import { ListTraits, ShownTraits } from "@/lib/traits/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Lists traits by key, each with how many customers have it.",
  grant: "traits:read",
  input: ListTraits,
  output: ShownTraits,
  handle: async (scope, input) => {
    const { items, nextCursor } = await listTraits(scope, input);
    return { data: items.map(shownTrait), next_cursor: nextCursor };
  },
});
