import { z } from "zod";
import type { Dot } from "@/lib/customers/crowd/schema";

export const ROLES = ["viewer", "editor", "admin", "owner"] as const;
export type Role = (typeof ROLES)[number];

/** What a person reads for a role. */
export const ROLE_WORDS: { [R in Role]: string } = { viewer: "Viewer", editor: "Editor", admin: "Admin", owner: "Owner" };

/** A public key only reports; a secret one is for one's own servers; an application's is for a program of somebody else. */
export const KEY_KINDS = ["public", "secret", "application"] as const;
export type KeyKind = (typeof KEY_KINDS)[number];
export const KEY_KIND_WORDS: { [K in KeyKind]: string } = { public: "Public", secret: "Secret", application: "Application" };

/** Words that are doors of the app itself, so no project may take them as its address. */
export const RESERVED_SLUGS: readonly string[] = `_next a account admin analytics analytics-next api beacon claim cp customerio docs health
  invite mailbox new openapi projects public reset-password sign-in sign-out sign-up sourceconfig static t u ui v v1`.split(/\s+/);

export const Slug = z
  .string()
  .regex(/^[a-z0-9]+(-[a-z0-9]+)*$/, "Use small letters, digits and single hyphens.")
  .max(48)
  .refine((slug) => !RESERVED_SLUGS.includes(slug), "That address is taken by the app itself.");

const ProjectName = z.string().trim().min(1, "Give the project a name.").max(80, "Use at most 80 characters.");

export const TimeZone = z.string().refine(isTimeZone, "That is not a time zone such as Europe/Berlin.");
export const Currency = z
  .string()
  .toUpperCase()
  .refine((code) => Intl.supportedValuesOf("currency").includes(code), "That is not a currency such as EUR.");

export const CreateProject = z.object({ name: ProjectName, timeZone: TimeZone.default("UTC"), currency: Currency.default("USD") });
export type CreateProject = z.input<typeof CreateProject>;

const blankIsNone = <S extends z.ZodType>(text: S) =>
  z.preprocess((said) => (typeof said === "string" && said.trim() === "" ? null : said), text.nullable());

export const GeneralSettings = z.object({ name: ProjectName, slug: Slug, timeZone: TimeZone, currency: Currency });
/** What the dot of an email has where a project has no brand colour, as in emails/look.ts. */
export const OWN_COLOUR = "#bb29a6";
export const SendingSettings = z.object({
  fromName: blankIsNone(z.string().trim().max(80, "Use at most 80 characters.")),
  fromAddress: blankIsNone(z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an email address."))),
  replyTo: blankIsNone(z.string().trim().toLowerCase().max(254).pipe(z.email("Enter an email address."))).optional(),
  postalAddress: blankIsNone(z.string().trim().max(400, "Use at most 400 characters.")),
  brandColour: blankIsNone(
    z
      .string()
      .trim()
      .toLowerCase()
      .regex(/^#[0-9a-f]{6}$/, `Give a colour such as ${OWN_COLOUR}.`),
  ).optional(),
});
/** Ten years: what is kept longer is kept for ever. */
const MOST_DAYS = 3650;
const whole = (unit: "days" | "minutes") => z.coerce.number(`Enter a number of ${unit}.`).int(`Enter whole ${unit}.`);
const Ticked = z.preprocess((said) => said === "on" || said === true, z.boolean());
export const DataSettings = z.object({
  storeIps: Ticked,
  retentionDays: blankIsNone(whole("days").min(1, "Keep them for a day at least.").max(MOST_DAYS, "At most 3650.")),
  sessionMinutes: whole("minutes").min(5, "At least 5 minutes.").max(1440, "At most 1440, which is a day.").optional(),
  smartSendingDays: whole("days").min(0, "0 switches it off.").max(90, "At most 90.").optional(),
});
export type ShownSettings = {
  project: { publicId: string } & z.infer<typeof GeneralSettings> &
    z.infer<typeof SendingSettings> &
    Required<z.infer<typeof DataSettings>>;
  timeZones: string[];
  currencies: string[];
  mayChange: boolean;
  mayDelete: boolean;
};
export type ProjectSettings = Partial<z.infer<typeof GeneralSettings> & z.infer<typeof SendingSettings> & z.infer<typeof DataSettings>>;

/** A project as the API shows it. */
export const ShownProject = z.object({
  id: z.string(),
  name: z.string(),
  slug: z.string(),
  time_zone: z.string(),
  currency: z.string(),
  retention_days: z.number().nullable(),
  created_at: z.string(),
});
/** Of what was removed because it was older than the project keeps it, the newest first. */
export type Purged = { at: Date; events: number; sightings: number; rejections: number; before: string | null };

const KeyName = z.string().trim().min(1, "Give the key a name, such as where it is used.").max(60, "Use at most 60 characters.");

/** What a key may do: everything that a program may, looking alone, or what is picked. */
export const KEY_SCOPES = ["everything", "read", "custom"] as const;
export type KeyScope = (typeof KEY_SCOPES)[number];

export const CreateKey = z
  .object({
    kind: z.enum(KEY_KINDS),
    name: KeyName,
    scope: z.enum(KEY_SCOPES).default("everything"),
    grants: z.array(z.string().max(40)).max(60).default([]),
  })
  .refine(({ kind, scope, grants }) => kind === "public" || scope !== "custom" || grants.length > 0, {
    path: ["grants"],
    message: "Pick at least one thing that the key may do.",
  });
export type CreateKey = z.input<typeof CreateKey>;

/** How long a key works on after another one took its place, in hours. */
export const OVERLAPS = { none: 0, hour: 1, day: 24, week: 7 * 24, month: 30 * 24 } as const;
export type Overlap = keyof typeof OVERLAPS;
export const RotateKey = z.object({
  id: z.string().max(60),
  name: KeyName,
  overlap: z.enum(Object.keys(OVERLAPS) as [Overlap, ...Overlap[]]),
});
export type RotateKey = z.infer<typeof RotateKey>;

export type ShownKey = {
  id: string;
  kind: KeyKind;
  name: string;
  shown: string;
  grants: string[];
  createdAt: Date;
  lastUsedAt: Date | null;
  endsAt: Date | null;
};
export const KeyId = z.object({ id: z.string().max(60) });

/** Deleting a project cannot be undone, so its name is typed. */
export const DeleteProject = z.object({ name: z.string().max(200) });

export const PERIODS = { "24h": 1, "7d": 7, "30d": 30, "90d": 90 } as const satisfies Record<string, number>;
export type Period = keyof typeof PERIODS;
export const Period = z.enum(Object.keys(PERIODS) as [Period, ...Period[]]).catch("7d");
export const PERIOD_WORDS: { [P in Period]: string } = { "24h": "24 hours", "7d": "7 days", "30d": "30 days", "90d": "90 days" };
const HOUR = 60 * 60_000;
/** When a period that ends now began. */
export const beganAt = (period: Period, now: Date) => new Date(now.getTime() - PERIODS[period] * 24 * HOUR);

/** The Crowd, parted by who did something in a period. */
export type ActiveCrowd = { active: Dot[]; others: Dot[] };
export const AskWhyActive = z.object({ period: Period, customer: z.string().max(64) });
export type AskWhyActive = z.infer<typeof AskWhyActive>;

/** A number of this period, and what it was in the period before. */
export type Compared = { now: number; before: number };

/** What became of emails: as providers told, and opened and clicked by people. */
export const EMAIL_OUTCOMES = ["delivered", "opened", "clicked", "unsubscribed", "bounced", "complained"] as const;
export type EmailCounts = Record<"sent" | "skipped" | (typeof EMAIL_OUTCOMES)[number], number>;

export type Overview = {
  customers: number;
  newCustomers: Compared;
  activeCustomers: number;
  events: Compared;
  sent: Compared;
  skipped: Compared;
  emails: EmailCounts;
  courses: Courses;
};

/** A count, part by part of a period, and of the parts of the time before it. */
export type Course = { now: number[]; before: number[] };
/** `ends` is when each part ended. */
export type Courses = { began: Date; ends: Date[]; hourly: boolean; customers: Course; events: Course; sent: Course };

export type Counted = "failed_messages" | "uncertain_messages" | "failed_runs" | "failed_jobs" | "rejected_calls" | "no_events";
/** What a person should look at, most pressing first. */
export type Concern =
  | { kind: "automation_asks"; id: string; name: string }
  | { kind: "broadcast_paused" | "broadcast_waits"; id: string; name: string }
  | { kind: "bounces" | "complaints"; count: number; of: number }
  | { kind: "no_from_address" }
  | { kind: "no_postal_address" }
  | { kind: Counted; count: number }
  | { kind: "conflicts"; count: number; people: { id: string; name: string }[] }
  | { kind: "failing_webhooks"; count: number }
  | { kind: "failing_integration"; integration: string; name: string }
  | { kind: "mail_stays" };

/** What somebody new does, each known from what is there. */
export const FIRST_STEPS = ["event", "customer", "email", "template", "segment", "sender"] as const;
export type FirstStep = (typeof FIRST_STEPS)[number];

/** What the first page of a project needs: where to send what, and how far one is. */
export type Start = { publicKey: string; host: string; tagBytes: number | null; sample: boolean } & {
  done: Record<FirstStep, boolean>;
  waiting: Waiting;
  /** Who may send a first event from here, and so be its customer. */
  sendsAs: string | null;
  seesMailbox: boolean;
};
type Who = { customerId: string; customer: string };
export type FirstEvent = Who & { id: string; name: string; properties: Record<string, unknown>; receivedAt: Date };
export type Waiting = { event: FirstEvent | null; rejection: { reason: string; field: string | null; receivedAt: Date } | null };

function isTimeZone(zone: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: zone }));
  } catch {
    return false;
  }
}
