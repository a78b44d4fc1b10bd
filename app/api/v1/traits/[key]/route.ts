import { deleteTrait, updateTrait } from "@/lib/traits/commands";
import { getTrait, shownTrait } from "@/lib/traits/queries";
import { DeletedTrait, ShownTrait, TraitKey, UpdateTrait } from "@/lib/traits/schema";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows one trait.",
  grant: "traits:read",
  input: TraitKey,
  output: ShownTrait,
  handle: async (scope, { key }) => shownTrait(await getTrait(scope, key)),
});

export const PATCH = route({
  summary: "Changes a trait's label, description or format. Its key never changes.",
  grant: "traits:write",
  input: UpdateTrait,
  output: ShownTrait,
  handle: async (scope, input) => {
    await updateTrait(scope, input);
    return shownTrait(await getTrait(scope, input.key));
  },
});

export const DELETE = route({
  summary: "Deletes a trait that nothing uses, and takes it from every customer. A job does that within minutes.",
  grant: "traits:write",
  input: TraitKey,
  output: DeletedTrait,
  handle: async (scope, { key }) => {
    await deleteTrait(scope, key);
    return { key, deleted: true } as const;
  },
});
