"use server";

import { refresh } from "next/cache";
import { createBroadcast, deleteBroadcast, duplicateBroadcast, updateBroadcast } from "@/lib/broadcasts/commands";
import { AskWhy, BroadcastId, CreateBroadcast, SendBroadcast, UpdateBroadcast } from "@/lib/broadcasts/schema";
import { cancelBroadcast, pauseBroadcast, resumeBroadcast, scheduleBroadcast, unscheduleBroadcast } from "@/lib/broadcasts/sending";
import { whyInBroadcast } from "@/lib/broadcasts/why";
import { sendTest } from "@/lib/messages/test-send";
import { peopleToPreview } from "@/lib/templates/preview";
import { AsCustomer, FindPeople } from "@/lib/templates/schema";
import { action } from "@/lib/web/action";

const grant = "broadcasts:write";

export const createBroadcastAction = action({
  grant,
  input: CreateBroadcast,
  handle: async (scope, input) => ({ id: (await createBroadcast(scope, input)).id }),
});

export const saveBroadcastAction = action({
  grant,
  input: UpdateBroadcast,
  handle: async (scope, input) => ({ revision: (await updateBroadcast(scope, input)).revision }),
});

export const renameBroadcastAction = action({
  grant,
  input: UpdateBroadcast.pick({ id: true, name: true, revision: true }),
  handle: async (scope, input) => {
    await updateBroadcast(scope, input);
    refresh();
  },
});

export const sendBroadcastAction = action({
  grant,
  input: SendBroadcast,
  handle: async (scope, input) => {
    await scheduleBroadcast(scope, input);
    refresh();
  },
});

export const unscheduleBroadcastAction = action({
  grant,
  input: BroadcastId,
  handle: async (scope, { id }) => {
    await unscheduleBroadcast(scope, id);
    refresh();
  },
});

export const pauseBroadcastAction = action({
  grant,
  input: BroadcastId,
  handle: async (scope, { id }) => {
    await pauseBroadcast(scope, id);
    refresh();
  },
});

export const resumeBroadcastAction = action({
  grant,
  input: BroadcastId,
  handle: async (scope, { id }) => {
    await resumeBroadcast(scope, id);
    refresh();
  },
});

export const cancelBroadcastAction = action({
  grant,
  input: BroadcastId,
  handle: async (scope, { id }) => {
    await cancelBroadcast(scope, id);
    refresh();
  },
});

export const duplicateBroadcastAction = action({
  grant,
  input: BroadcastId,
  handle: async (scope, { id }) => {
    const { copy, lacks } = await duplicateBroadcast(scope, id);
    return { id: copy.id, lacks };
  },
});

export const deleteBroadcastAction = action({ grant, input: BroadcastId, handle: (scope, { id }) => deleteBroadcast(scope, id) });

export const sendTestAction = action({ grant, input: AsCustomer, handle: async (scope, input) => (await sendTest(scope, input))[0]! });

export const findPeopleAction = action({
  grant: "customers:read",
  input: FindPeople,
  handle: (scope, { q }) => peopleToPreview(scope, q),
});

export const whyAction = action({ grant: "broadcasts:read", input: AskWhy, handle: (scope, asked) => whyInBroadcast(scope, asked) });
