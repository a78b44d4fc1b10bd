import { z } from "zod";

/** What a person designs: subject and preheader with Liquid in them, and the editor's document (Tiptap JSON). */
export const Design = z.object({
  subject: z.string().trim().min(1, "Give the email a subject.").max(400),
  preheader: z.string().max(400).default(""),
  document: z.record(z.string(), z.unknown()),
});
export type Design = z.infer<typeof Design>;
