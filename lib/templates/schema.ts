import { z } from "zod";

const MAX_DOCUMENT = 300_000;

/** What a person designs: subject and preheader with Liquid in them, and the editor's document (Tiptap JSON). */
export const Design = z.object({
  subject: z.string().trim().min(1, "Give the email a subject.").max(400),
  preheader: z.string().max(400).default(""),
  document: z
    .record(z.string(), z.unknown())
    .refine(
      (document) => JSON.stringify(document).length <= MAX_DOCUMENT,
      `The document is larger than ${MAX_DOCUMENT} characters of JSON.`,
    ),
});
export type Design = z.infer<typeof Design>;

/** What an email may speak of. The last four are ours to give. */
export const ROOTS = ["customer", "event", "project", "unsubscribe_url", "preferences_url", "sent_at", "time_zone"] as const;

/** A variable as the names that lead to it: `["customer", "first_name"]`. */
export type VariablePath = string[];

const name = z.string().trim().min(1, "Give the template a name.").max(120);
const id = z.string().max(60);

/** Without a design, a new template begins as the project's default template. */
export const CreateTemplate = z.object({ name, design: Design.optional() });
export type CreateTemplate = z.infer<typeof CreateTemplate>;

/** `updatedAt` is that of the draft the editor began with: what somebody else saved since is not overwritten. */
export const SaveDraft = z.object({ id, name: name.optional(), design: Design.optional(), updatedAt: z.coerce.date().optional() });
export type SaveDraft = z.infer<typeof SaveDraft>;

export const TemplateId = z.object({ id });
export const PreviewTemplate = z.object({ id, customerId: id.optional() });
