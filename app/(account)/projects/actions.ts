"use server";

import { createProject } from "@/lib/projects/create";
import { CreateProject } from "@/lib/projects/schema";
import { accountAction } from "@/lib/web/account";

export const createProjectAction = accountAction({
  input: CreateProject,
  handle: async (account, input) => {
    const { project, publicKey, secretKey } = await createProject(account, input);
    return { slug: project.slug, publicKey, secretKey };
  },
});
