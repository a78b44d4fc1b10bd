import type { z } from "zod";
import type { Connection, Secrets } from "@/lib/integrations/connections";
import type { Said, SettingField, ShownIntegration } from "@/lib/integrations/schema";
import type { SegmentRule } from "@/lib/segments/schema";

/** Who asks for a test, and from which address the project sends, if it has one. */
export type Tester = { name: string; email: string; from: string | null };

/** What an automation may do through an integration. */
export type IntegrationAction = {
  name: string;
  /** As a step is called: "Send a Slack message". */
  label: string;
  /** What a person fills in; each may hold Liquid. */
  fields: SettingField[];
  /** Reads what was filled in, before and after Liquid. Errors are sentences. */
  input: z.ZodType<Record<string, string>>;
  /** Values are text, or are put into Slack's markup, where they must not call for anybody. */
  writes: "text" | "markup";
  /** Whether the other side knows an effect by its key, so that one whose fate is unknown may be asked for again. */
  repeatable: boolean;
  /** Has the effect called `key`, now. */
  take(connection: Connection, input: Readonly<Record<string, string>>, effect: { key: string; at: Date }): Promise<Said>;
};

/**
 * All that the product knows of one integration: one folder, and its line in the registry. What it adds is part of the project from
 * when it is connected: its segments are made, its actions are offered in automations.
 */
export type Integration = Pick<ShownIntegration, "kind" | "name" | "category" | "summary" | "mark" | "setup" | "stops" | "fields"> & {
  /** Reads all its fields, secrets too. */
  settings: z.ZodType<Record<string, string>>;
  adds: { events: string[]; traits: string[]; segments: { name: string; rule: SegmentRule }[] };
  actions: IntegrationAction[];
  /** Secrets of our own making, shown once when it is connected or when they are renewed. */
  makes?(before: Secrets | null, at: Date): { secrets: Secrets; shown: Secrets };
  /** How a secret is told from others without being told. Left out: how it ends. */
  hint?(field: string, secret: string): string;
  /** Does something real and harmless, and answers what the other side said. Left out where there is nothing to try. */
  test?(connection: Connection, tester: Tester): Promise<Said>;
  /** The address of ours that the other side is to call. */
  receivesAt?(id: string): string;
  /** Of a sender: the secret that tells its account from another. */
  account?: string;
};
