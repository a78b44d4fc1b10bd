import { z } from "zod";

/** What the deletion of one thing answers. */
export const Deleted = z.object({ id: z.string(), deleted: z.literal(true) });

/** What an operation of the API reads, as the reference shows it. */
export type ShownField = { name: string; place: "path" | "query" | "body"; type: string; required: boolean; description: string };
export type ShownOperation = { id: string; method: string; path: string; summary: string; needs: string; fields: ShownField[] };
