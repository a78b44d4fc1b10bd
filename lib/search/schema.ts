import { z } from "zod";

/** What is found by a part of its name, in the order it is shown in. */
export const FINDABLE = ["customers", "segments", "automations", "broadcasts", "templates"] as const;

export const FindAnything = z.object({ q: z.string().trim().min(1).max(200) });
export type FindAnything = z.infer<typeof FindAnything>;

/** One thing of a project: which section it is in, and its id there. */
export type Found = { section: (typeof FINDABLE)[number]; id: string; name: string; detail?: string | undefined };
