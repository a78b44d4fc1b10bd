"use server";

import { refresh } from "next/cache";
import { eraseCustomer } from "@/lib/customers/erasing";
import { keepApart, mergeByHand, undoMerge } from "@/lib/customers/merging";
import { ConflictRef, CreateByHand, CustomerRef, EditTrait, MergeCustomers, UndoMerge } from "@/lib/customers/schema";
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

export const mergeAction = action({ grant: "customers:write", input: MergeCustomers, handle: mergeByHand });

export const undoMergeAction = action({
  grant: "customers:write",
  input: UndoMerge,
  handle: async (scope, input) => {
    const parted = await undoMerge(scope, input);
    refresh();
    return parted;
  },
});

export const keepApartAction = action({
  grant: "customers:write",
  input: ConflictRef,
  handle: async (scope, { id }) => {
    await keepApart(scope, id);
    refresh();
  },
});

export const eraseCustomerAction = action({
  grant: "customers:delete",
  input: CustomerRef,
  handle: async (scope, { id }) => void (await eraseCustomer(scope, id)),
});
