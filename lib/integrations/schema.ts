import { z } from "zod";
import { listOf, UnsearchedInput } from "@/lib/paging/schema";

/** `error`: the last thing it was asked to do was refused for good, so somebody has to look. Paused, it does nothing until it goes on. */
export const INTEGRATION_STATUSES = ["connected", "error", "paused"] as const;
export type IntegrationStatus = (typeof INTEGRATION_STATUSES)[number];

/** What an integration is for. The catalogue is in this order. */
export const CATEGORIES = ["source", "sender", "action"] as const;
export type Category = (typeof CATEGORIES)[number];
export const CATEGORY_WORDS: { [C in Category]: string } = { source: "Sources", sender: "Sending email", action: "Alerts and webhooks" };

/** One thing that a person fills in. A secret one is never shown again, but for its `hint`. */
export type SettingField = {
  name: string;
  label: string;
  description?: string;
  placeholder?: string;
  secret?: boolean;
  optional?: boolean;
  lines?: number;
};

/** What an integration adds to a project, in words. Its segments are made when it is connected. */
export type Additions = { events: string[]; segments: string[]; traits: string[]; actions: string[] };

/** An integration as a form and a page show it: of its secrets only what they are called and how they end. */
export type ShownIntegration = {
  kind: string;
  name: string;
  category: Category;
  /** One sentence: what one gets. */
  summary: string;
  /** Its mark in one ink: the path of an SVG of 24 by 24. */
  mark: string;
  /** What to do on the other side, step by step. */
  setup: string[];
  /** What is no longer so after it was disconnected, in a sentence. */
  stops: string;
  fields: SettingField[];
  adds: Additions;
  status: IntegrationStatus | null;
  settings: Record<string, string>;
  hints: Record<string, string>;
  /** An address of ours that its other side is to call, where it has one. */
  receivesAt: string | null;
  canTest: boolean;
  /** Whether it has a secret of our making that can be made anew. */
  canRenew: boolean;
  lastError: string | null;
  lastErrorAt: Date | null;
  connectedAt: Date | null;
};

/** What became of one call of an integration. `begun` may have had its effect: nobody has heard yet. */
export const WORK_STATES = ["begun", "later", "done", "refused", "uncertain"] as const;
export type WorkState = (typeof WORK_STATES)[number];
export const WORK_WORDS: { [S in WorkState]: string } = {
  begun: "On its way",
  later: "Tried again later",
  done: "Done",
  refused: "Refused",
  uncertain: "Uncertain",
};

export type ListedWork = {
  id: number;
  what: string;
  state: WorkState;
  detail: string | null;
  attempts: number;
  millis: number | null;
  at: Date;
};

/** The senders a project may have of its own, and the one of the instance that is behind them. */
export type ShownSenders = { senders: ShownIntegration[]; instance: string | null; sample: boolean; mayConnect: boolean };

/** A way in which senders tell us of customers. `samples` are the snippets that show it. */
export type ShownSource = {
  kind: string;
  name: string;
  summary: string;
  mark: string;
  samples: ("curl" | "node" | "python" | "php" | "ruby" | "npm" | "segment")[];
  /** Null where none of the latest events came this way. */
  lastSeenAt: Date | null;
};

export type ShownCatalogue = {
  integrations: ShownIntegration[];
  sources: ShownSource[];
  /** One for each webhook. */
  webhooks: ("on" | "off" | "disabled" | "failing")[];
  mayConnect: boolean;
  now: Date;
};

export type IntegrationPage =
  | { integration: ShownIntegration; work: ListedWork[]; nextCursor: string | null; mayChange: boolean; now: Date }
  | { source: ShownSource; publicKey: string; host: string; now: Date };

/** What an automation may do through an integration. */
export type ActionChoice = { integration: string; action: string; label: string; fields: SettingField[]; connected: boolean };

const Kind = z.string().regex(/^[a-z0-9-]{1,40}$/);
export const IntegrationKind = z.object({ kind: Kind });
export const ConnectIntegration = z.object({
  kind: Kind,
  settings: z
    .record(z.string().max(60), z.string().max(4000))
    .describe("By the names of its fields. A secret that is left out stays as it is."),
});
export type ConnectIntegration = z.infer<typeof ConnectIntegration>;
export const ListWork = z.object({ cursor: z.string().max(200).optional() });

export const ListIntegrations = UnsearchedInput;
/** An integration as the API shows it. */
export const ApiIntegration = z.object({
  kind: z.string(),
  name: z.string(),
  category: z.enum(CATEGORIES),
  summary: z.string(),
  status: z.enum(INTEGRATION_STATUSES).nullable().describe("Null while it is not connected."),
  fields: z
    .array(z.object({ name: z.string(), label: z.string(), secret: z.boolean(), optional: z.boolean() }))
    .describe("What its settings are made of."),
  settings: z.record(z.string(), z.string()).describe("Without the secret ones, which can be set and never read."),
  adds: z.object({ events: z.array(z.string()), segments: z.array(z.string()), traits: z.array(z.string()), actions: z.array(z.string()) }),
  last_error: z.string().nullable(),
  connected_at: z.iso.datetime().nullable(),
});
export type ApiIntegration = z.infer<typeof ApiIntegration>;
export const ApiIntegrations = listOf(ApiIntegration);
export const ConnectedIntegration = ApiIntegration.extend({
  made: z.record(z.string(), z.string()).describe("Secrets that were made here: in this answer, and in no other."),
});
export const Disconnected = z.object({ kind: Kind, disconnected: z.literal(true) });

/** What a provider or a server answered, for a person to read. */
export type Said = { state: Exclude<WorkState, "begun">; says: string };
