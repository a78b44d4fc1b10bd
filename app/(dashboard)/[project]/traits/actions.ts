"use server";

import { refresh } from "next/cache";
import { updateTrait } from "@/lib/traits/commands";
import { UpdateTrait } from "@/lib/traits/schema";
import { action } from "@/lib/web/action";

export const updateTraitAction = action({
  grant: "traits:write",
  input: UpdateTrait,
  handle: async (scope, input) => {
    await updateTrait(scope, input);
    refresh();
  },
});
