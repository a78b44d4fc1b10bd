import { z } from "zod";
import { listOf } from "@/lib/paging/schema";

const MAX_DOCUMENT = 300_000;

const subject = z.string().trim().min(1, "Give the email a subject.").max(400);
const preheader = z.string().max(400);
const document = z
  .record(z.string(), z.unknown())
  .refine((document) => JSON.stringify(document).length <= MAX_DOCUMENT, `The document is larger than ${MAX_DOCUMENT} characters of JSON.`);

/** What a person designs: subject and preheader with Liquid in them, and the editor's document (Tiptap JSON). */
export const Design = z.object({ subject, preheader, document });
export type Design = z.infer<typeof Design>;

/** What an email may speak of. The last four are ours to give. */
export const ROOTS = ["customer", "event", "project", "unsubscribe_url", "preferences_url", "sent_at", "time_zone"] as const;

/** A variable as the names that lead to it: `["customer", "first_name"]`. */
export type VariablePath = string[];

const name = z.string().trim().min(1, "Give the template a name.").max(120);
const id = z.string().max(60);
const parts = { subject: subject.optional(), preheader: preheader.optional(), document: document.optional() };

/** What is not said is as in the project's default template. */
export const CreateTemplate = z.object({ name, ...parts });
export type CreateTemplate = z.infer<typeof CreateTemplate>;

/** What is not said stays. `revision` is the draft's that the editor began with: what somebody else saved since is not overwritten. */
export const UpdateTemplate = z.object({ id, name: name.optional(), ...parts, revision: z.number().int().optional() });
export type UpdateTemplate = z.infer<typeof UpdateTemplate>;

export const RenameTemplate = z.object({ id, name });
export const TemplateId = z.object({ id });
export const AsCustomer = z.object({ id, customer: id.optional() });
export type AsCustomer = z.infer<typeof AsCustomer>;
export const FindPeople = z.object({ q: z.string().trim().max(200) });

export const ShownTemplate = z.object({
  id: z.string(),
  name: z.string(),
  subject: z.string(),
  preheader: z.string(),
  document: z.record(z.string(), z.unknown()),
  is_default: z.boolean(),
  version: z.number().int().nullable().describe("The published version that new messages are sent as, or null before the first."),
  updated_at: z.string(),
});
export type ShownTemplate = z.infer<typeof ShownTemplate>;
export const ShownTemplates = listOf(ShownTemplate);

export const Published = z.object({ id: z.string(), version: z.number().int(), variables: z.array(z.string()) });
