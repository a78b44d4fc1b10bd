"use server";

import { refresh } from "next/cache";
import { CreateByHand, EditTrait } from "@/lib/customers/schema";
import { createCustomerByHand, updateCustomerByHand } from "@/lib/customers/telling";
import { recordEventByHand } from "@/lib/events/recording";
import { RecordByHand } from "@/lib/events/schema";
import { action } from "@/lib/web/action";

export const createCustomerAction = action({ grant: "customers:write", input: CreateByHand, handle: createCustomerByHand });

export const editTraitAction = action({
  grant: "customers:write",
  input: EditTrait,
  handle: async (scope, { id, key, value }) => {
    await updateCustomerByHand(scope, { id, traits: { [key]: value } });
    refresh();
  },
});

export const recordEventAction = action({
  grant: "events:write",
  input: RecordByHand,
  handle: async (scope, input) => {
    await recordEventByHand(scope, input);
    refresh();
  },
});
