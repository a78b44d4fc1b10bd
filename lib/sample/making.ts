import "server-only";
import { sampleEmails } from "@/emails/sample";
import { createAutomation } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { SAMPLE_FLOWS, SAMPLE_SEGMENTS } from "@/lib/sample/flows";
import { DAY, TAGS } from "@/lib/sample/story";
import type { Past } from "@/lib/sample/time";
import { createSegment } from "@/lib/segments/commands";
import { fillPart } from "@/lib/segments/fill";
import { createTag } from "@/lib/tags/commands";
import { createTemplate, makeDefault, publishTemplate } from "@/lib/templates/commands";

/** What is made, by its name, as its id. */
export type Made = (name: string) => string;

const byName =
  (made: ReadonlyMap<string, string>): Made =>
  (name) =>
    made.get(name)!;
const COLOURS = { newsletter: "note", vip: "good", wholesale: "ink", slipping: "warn", back: "good" } as const;

export async function makeTags({ scope }: Past): Promise<Made> {
  const made = new Map<string, string>();
  for (const [key, name] of Object.entries(TAGS)) {
    const tag = await createTag(scope, { name, colour: COLOURS[key as keyof typeof TAGS] });
    made.set(name, tag.id);
  }
  return byName(made);
}

/** Published, so that they can be sent; new emails start from the first. */
export async function makeTemplates({ scope }: Past): Promise<Made> {
  const made = new Map<string, string>();
  for (const [name, { subject, preheader, document }] of Object.entries(sampleEmails))
    made.set(name, (await createTemplate(scope, { name, start: "blank", subject, preheader, document })).id);
  made.set("Abandoned cart", (await createTemplate(scope, { name: "Abandoned cart", start: "abandoned-cart" })).id);
  for (const id of made.values()) await publishTemplate(scope, id);
  await makeDefault(scope, made.get("Welcome")!);
  return byName(made);
}

/** Something that happens at a time (ms). */
export type Moment = { at: number; does: () => Promise<unknown> };

/** The automations, each live from its own time on. */
export const automationsAt = ({ scope }: Past, now: number, parts: { template: Made; tag: Made }): Moment[] =>
  SAMPLE_FLOWS.map(({ name, liveForDays, flow }) => ({
    at: now - liveForDays * DAY,
    does: async () => goLive(scope, (await createAutomation(scope, { name, flow: flow(parts) })).id),
  }));

/** Made in the first week, and true as of now: nobody entered or left while they were watched. */
export async function makeSegments(past: Past, start: number, now: number, tag: Made): Promise<Made> {
  const { scope } = past;
  const made = new Map<string, string>();
  for (const [n, { name, description, rule }] of SAMPLE_SEGMENTS.entries()) {
    past.clock.moveTo(start + n * DAY);
    made.set(name, (await createSegment(scope, { name, description, rule: rule(tag) })).id);
  }
  past.clock.moveTo(now);
  for (const id of made.values()) for (let after: number | null = 0; after !== null; ) after = await fillPart(past.job, id, 1, after);
  return byName(made);
}
