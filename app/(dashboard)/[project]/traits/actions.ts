"use server";

import { refresh } from "next/cache";
import { deleteTrait, updateTrait } from "@/lib/traits/commands";
import { TraitKey, UpdateTrait } from "@/lib/traits/schema";
import { action } from "@/lib/web/action";

export const updateTraitAction = action({
  grant: "traits:write",
  input: UpdateTrait,
  handle: async (scope, input) => {
    await updateTrait(scope, input);
    refresh();
  },
});

export const deleteTraitAction = action({ grant: "traits:write", input: TraitKey, handle: (scope, { key }) => deleteTrait(scope, key) });
