"use server";

import { refresh } from "next/cache";
import { redirect } from "next/navigation";
import { z } from "zod";
import { deleteProject, updateProject } from "@/lib/projects/commands";
import { createKey, revokeKey, rotateKey } from "@/lib/projects/keys";
import { getProject } from "@/lib/projects/queries";
import { CreateKey, DataSettings, DeleteProject, GeneralSettings, KeyId, RotateKey, SendingSettings } from "@/lib/projects/schema";
import { removeSample } from "@/lib/sample/removing";
import { action } from "@/lib/web/action";

export const saveGeneralAction = action({
  grant: "project:write",
  input: GeneralSettings,
  handle: async (scope, input) => {
    const { slug } = await getProject(scope);
    await updateProject(scope, input);
    if (input.slug !== slug) redirect(`/${input.slug}/settings`);
    refresh();
  },
});

export const saveSendingAction = action({
  grant: "project:write",
  input: SendingSettings,
  handle: async (scope, input) => {
    await updateProject(scope, input);
    refresh();
  },
});

export const saveDataAction = action({
  grant: "project:write",
  input: DataSettings,
  handle: async (scope, input) => {
    await updateProject(scope, input);
    refresh();
  },
});

export const deleteProjectAction = action({
  grant: "project:delete",
  input: DeleteProject,
  handle: async (scope, { name }) => {
    await deleteProject(scope, name);
    redirect("/projects");
  },
});

export const removeSampleAction = action({
  grant: "project:delete",
  input: z.object({}),
  handle: async (scope) => {
    await removeSample(scope);
    redirect("/projects");
  },
});

export const createKeyAction = action({
  grant: "keys:write",
  input: CreateKey,
  handle: async (scope, input) => {
    const key = await createKey(scope, input);
    refresh();
    return key;
  },
});

export const rotateKeyAction = action({
  grant: "keys:write",
  input: RotateKey,
  handle: async (scope, input) => {
    const key = await rotateKey(scope, input);
    refresh();
    return key;
  },
});

export const revokeKeyAction = action({
  grant: "keys:write",
  input: KeyId,
  handle: async (scope, { id }) => {
    await revokeKey(scope, id);
    refresh();
  },
});
