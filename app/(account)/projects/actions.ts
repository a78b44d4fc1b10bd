"use server";

import { redirect } from "next/navigation";
import { z } from "zod";
import { createProject } from "@/lib/projects/create";
import { CreateProject } from "@/lib/projects/schema";
import { sampleFor } from "@/lib/sample/build";
import { accountAction } from "@/lib/web/account";

export const createProjectAction = accountAction({
  input: CreateProject,
  handle: async (account, input) => {
    const { project, publicKey, secretKey } = await createProject(account, input);
    return { slug: project.slug, publicKey, secretKey };
  },
});

export const exploreSampleAction = accountAction({
  input: z.object({}),
  handle: async (account) => redirect(`/${(await sampleFor(account)).slug}`),
});
