import { createTrait } from "@/lib/traits/commands";
import { getTrait, listTraits, shownTrait } from "@/lib/traits/queries";
import { CreateTrait, ListTraits, ShownTrait, ShownTraits } from "@/lib/traits/schema";
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

export const POST = route({
  summary: "Declares a trait before it is first told.",
  grant: "traits:write",
  input: CreateTrait,
  output: ShownTrait,
  status: 201,
  handle: async (scope, input) => {
    await createTrait(scope, input);
    return shownTrait(await getTrait(scope, input.key));
  },
});
