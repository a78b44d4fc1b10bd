import { z } from "zod";
import { getProject } from "@/lib/projects/queries";
import { ShownProject } from "@/lib/projects/schema";
import { shownProject } from "@/lib/projects/settings";
import { route } from "@/lib/web/route";

export const GET = route({
  summary: "Shows the project that the key belongs to.",
  grant: "project:read",
  input: z.object({}),
  output: ShownProject,
  handle: async (scope) => shownProject(await getProject(scope)),
});
