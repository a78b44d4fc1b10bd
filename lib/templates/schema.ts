import { z } from "zod";
import { listOf, UnsearchedInput } from "@/lib/paging/schema";

const MAX_DOCUMENT = 300_000;

const subject = z.string().trim().min(1, "Give the email a subject.").max(400);
const preheader = z.string().max(400);
const document = z
  .record(z.string(), z.unknown())
  .refine((document) => JSON.stringify(document).length <= MAX_DOCUMENT, `The document is larger than ${MAX_DOCUMENT} characters of JSON.`);

const html = z
  .string()
  .min(1, "Write some HTML.")
  .max(MAX_DOCUMENT, `The HTML is larger than ${MAX_DOCUMENT} characters.`)
  .refine((said) => !said.includes("\0"), "It holds a character that cannot be kept.");
const text = z
  .string()
  .max(100_000, "The text is larger than 100000 characters.")
  .refine((said) => !said.includes("\0"), "It holds a character that cannot be kept.");

/**
 * What a person designs: subject and preheader with Liquid in them, and either the editor's document (Tiptap JSON) or, where there is
 * `html`, HTML with Liquid; the document is empty then. `text` is the plain part in their own words; without it, it is made of the email.
 */
export const Design = z.object({ subject, preheader, document, html: html.optional(), text: text.optional() });
export type Design = z.infer<typeof Design>;

/** The pre-designed emails that come with the product, in the order in which they are shown. */
export const STARTERS = [
  "welcome",
  "announcement",
  "product-update",
  "order-confirmation",
  "abandoned-cart",
  "trial-ending",
  "payment-failed",
  "win-back",
  "feedback",
] as const;
export type StarterKey = (typeof STARTERS)[number];

/** What a pre-designed email is for, as the gallery shows it. */
export type Starter = { key: StarterKey; name: string; says: string; kind: "Marketing" | "Lifecycle" | "Transactional" };

/** What an email may speak of. The last five are ours to give. */
export const ROOTS = ["customer", "event", "project", "unsubscribe_url", "preferences_url", "view_url", "sent_at", "time_zone"] as const;

/** A variable as the names that lead to it: `["customer", "first_name"]`. */
export type VariablePath = string[];

const name = z.string().trim().min(1, "Give the template a name.").max(120);
const id = z.string().max(60);
const version = z.coerce.number().int().min(1).max(1_000_000);
const parts = {
  subject: subject.optional(),
  preheader: preheader.optional(),
  document: document.optional(),
  html: html.optional().describe("HTML with Liquid, instead of the editor's document. A template that has it stays HTML."),
  text: text.nullable().optional().describe("The plain part in your own words. Null: it is made of the email."),
};

/** What it starts from: one of ours, a copy of another template (`tpl_…`), nothing, or, when it is not said, the project's default template. */
const start = z.union([z.enum(STARTERS), z.literal("blank"), id]);

/** What is not said is as in what it starts from. */
export const CreateTemplate = z.object({ name, start: start.optional(), ...parts });
export type CreateTemplate = z.infer<typeof CreateTemplate>;

/** What is not said stays. `revision` is the draft's that the editor began with: what somebody else saved since is not overwritten. */
export const UpdateTemplate = z.object({ id, name: name.optional(), ...parts, revision: z.number().int().optional() });
export type UpdateTemplate = z.infer<typeof UpdateTemplate>;

export const RenameTemplate = z.object({ id, name });
export const TemplateId = z.object({ id });
/** What began it, as an email may speak of: `event.plan`, `event.items`. */
const Happened = z.object({ name: z.string().max(200), properties: z.record(z.string(), z.unknown()) });
export const AsCustomer = z.object({
  id,
  customer: id.optional().describe("A customer (`cus_…`). Left out: Ada, a made-up person."),
  event: Happened.optional().describe("The event that began it. Left out: an order that is made up."),
});
export type AsCustomer = z.infer<typeof AsCustomer>;
/** A line of an email while it is written. */
export const PreviewLine = AsCustomer.omit({ id: true }).extend({ place: z.enum(["subject", "preheader"]), text: preheader });
export type PreviewLine = z.infer<typeof PreviewLine>;

/** What happened to whoever a template is shown for, when nothing else was said. */
export const SAMPLE_EVENT = {
  name: "Order Completed",
  properties: {
    order_id: "10427",
    order_url: "https://example.com/orders/10427",
    cart_url: "https://example.com/cart",
    total: "84.00 EUR",
    items: [
      { name: "Merino jumper, navy", quantity: 1, price: "59.00 EUR" },
      { name: "Wool socks", quantity: 2, price: "12.50 EUR" },
    ],
    plan: "Pro",
    trial_ends_on: "12 March",
  },
};

/** What is looked at: the draft, or a published version of it. */
export const PreviewTemplate = AsCustomer.extend({ version: version.optional() });
export type PreviewTemplate = z.infer<typeof PreviewTemplate>;
/** The same as the address of a frame says it; the event is JSON. What cannot be read is not asked. */
export const PreviewFrame = z.object({
  customer: id.optional().catch(undefined),
  version: version.optional().catch(undefined),
  event: z
    .string()
    .max(4_000)
    .transform((said) => Happened.parse(JSON.parse(said)))
    .optional()
    .catch(undefined),
  scheme: z.enum(["light", "dark"]).catch("light"),
});
export const TemplateVersionId = z.object({ id, version });
export type TemplateVersionId = z.infer<typeof TemplateVersionId>;

/** Which version the history shows, as its address says it: what cannot be read is not asked. */
export const HistoryQuery = z.object({
  version: version.optional().catch(undefined),
  cursor: z.string().max(200).optional().catch(undefined),
});

/** To whom a test goes: members of the project, by their address. When nobody is named it goes to whoever asks. */
export const SendTest = AsCustomer.extend({
  to: z.array(z.email("That is not an email address.")).min(1, "Choose somebody.").max(10, "Ten people at most.").optional(),
});
export type SendTest = z.infer<typeof SendTest>;
export type TestResult = { to: string; state: string; reason: string | null };

/** Something about an email that is worth a look before it is sent, or that is well. */
export type Finding = { tone: "good" | "warn"; says: string };

/** An email as one person would get it, and what is to be said of it. */
export type SeenEmail = { subject: string; text: string; missing: string[]; findings: Finding[] };

/** A published state of a template in its history. */
export type ListedVersion = { version: number; subject: string; by: string; at: Date; isCurrent: boolean };
export type DiffLine = { sign: "same" | "gone" | "new"; text: string };

export const ShownVersion = z.object({
  version: z.number().int(),
  subject: z.string(),
  preheader: z.string(),
  html: z.string(),
  variables: z.array(z.string()),
  published_at: z.string(),
  published_by: z.string().nullable().describe("The user or key that published it, if that is known."),
});
export type ShownVersion = z.infer<typeof ShownVersion>;
export const ShownVersions = listOf(ShownVersion);
export const ListVersions = UnsearchedInput.extend({ id });
export const ShownPreview = z.object({
  subject: z.string(),
  html: z.string(),
  text: z.string(),
  missing: z.array(z.string()),
  findings: z.array(z.object({ tone: z.enum(["good", "warn"]), says: z.string() })),
});
export const SentTests = z.object({ results: z.array(z.object({ to: z.string(), state: z.string(), reason: z.string().nullable() })) });
export const FindPeople = z.object({ q: z.string().trim().max(200) });

export const ShownTemplate = z.object({
  id: z.string(),
  name: z.string(),
  subject: z.string(),
  preheader: z.string(),
  document: z.record(z.string(), z.unknown()),
  html: z.string().nullable().describe("HTML with Liquid, for a template that is written in it."),
  text: z.string().nullable().describe("The plain part in somebody's own words; null: it is made of the email."),
  is_default: z.boolean(),
  version: z.number().int().nullable().describe("The newest published version, or null. What is live or scheduled keeps its own."),
  updated_at: z.string(),
});
export type ShownTemplate = z.infer<typeof ShownTemplate>;
export const ShownTemplates = listOf(ShownTemplate);

export const Published = z.object({ id: z.string(), version: z.number().int(), variables: z.array(z.string()) });
