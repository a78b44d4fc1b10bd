import { readFileSync } from "node:fs";
import { parseArgs } from "node:util";
import { gzipSync } from "node:zlib";
import type { Page } from "@playwright/test";
import { fact } from "../chaos/told.ts";
import { processes } from "../support/processes.ts";
import { RunningInstance } from "../support/running.ts";
import { addressIn } from "../support/sections.ts";
import { Visit } from "../support/visiting.ts";
import { type Figure, publish, quantile, within } from "./harness.ts";
import { multiply } from "./many.ts";
import { benchHand } from "./ui-hand.ts";

/** A person's speed: how much a page loads, how much memory an idle machine takes, how fast the hand is answered. */
const { values: said } = parseArgs({
  options: {
    rounds: { type: "string", default: "5" },
    only: { type: "string", default: "js,memory,hand" },
    instance: { type: "string" }, // the instance.json of one that runs already; memory is not measured of it
    people: { type: "string" }, // the sample shop is multiplied until it has so many
    events: { type: "string", default: "10000000" },
  },
});

/** Kilobytes of JavaScript, gzipped, that a kind of page may load before it is of use, and after it as well. */
const BUDGETS = { plain: 190, list: 290, charts: 320, canvas: 350, code: 400, editor: 960 } as const;

type Weighed = { name: string; path: string; row?: number; kind: keyof typeof BUDGETS; afterwards?: true };

const PAGES: readonly Weighed[] = [
  { name: "sign-in", path: "/sign-in", kind: "list" },
  { name: "documentation", path: "/docs", kind: "plain" },
  { name: "home", path: "", kind: "charts" },
  ...["start", "customers", "segments", "events", "events/names", "traits", "tags", "automations", "broadcasts", "templates"].map(list),
  ...["integrations", "messages", "jobs", "settings", "settings/team", "settings/keys", "settings/audit", "segments/new"].map(list),
  { name: "a customer", path: "customers", row: 0, kind: "list" },
  { name: "a segment", path: "segments", row: 0, kind: "list" },
  { name: "a broadcast", path: "broadcasts", row: 0, kind: "list" },
  { name: "an automation", path: "automations", row: 0, kind: "canvas" },
  { name: "a template", path: "templates", row: 0, kind: "list" },
  { name: "a template with its editor", path: "templates", row: 0, kind: "editor", afterwards: true },
];

function list(path: string): Weighed {
  return { name: path, path, kind: "list" };
}

/** Bytes of a script, gzipped, by its address. */
const sizes = new Map<string, number>();

if (said.people && said.instance) throw new Error("Only an instance of its own is filled with people. Leave out --instance or --people.");
const own = said.instance ? null : await RunningInstance.start();
const facts = own?.facts ?? (JSON.parse(readFileSync(said.instance!, "utf8")) as RunningInstance["facts"]);
const visit = await Visit.begin(facts);
const figures: Figure[] = [];
try {
  if (own && said.only.includes("memory")) figures.push(...(await memory(own)));
  const sample = await visit.sample();
  if (said.only.includes("js")) figures.push(...(await weights(sample)));
  if (said.people) {
    const many = await multiply(facts.databaseUrl, sample, Number(said.people), Number(said.events));
    figures.push(fact("people", many.people, ""), fact("events", many.events, ""));
  }
  if (said.only.includes("hand")) {
    const { navigation, interactions, shift, parted, counted } = await benchHand(visit, sample, Number(said.rounds));
    figures.push(within(`navigation to content, p95 of ${navigation.length}`, quantile(navigation, 0.95), "ms", 150));
    figures.push(fact("navigation to content, median", quantile(navigation, 0.5), "ms"));
    figures.push(within(`interaction to next paint, p98 of ${interactions.length}`, quantile(interactions, 0.98), "ms", 150));
    figures.push(within("layout shift, a thousandth", shift * 1_000, "", 20));
    figures.push(within(`segment estimate, the Crowd parts, p95 of ${parted.length}`, quantile(parted, 0.95), "ms", 100));
    figures.push(within(`segment estimate, exact, p95 of ${counted.length}`, quantile(counted, 0.95), "ms", 1_000));
  }
} finally {
  await visit.end();
  await own?.remove();
}
publish(said.people ? "ui-many" : "ui", figures);
const broken = figures.filter(({ ok }) => ok === false);
for (const { name, value, unit } of broken) console.error(`Not met: ${name}: ${Math.round(value)} ${unit}`);
process.exitCode = broken.length > 0 ? 1 : 0;

/** What each page's HTML asks for, and where it is said what comes after it too. */
async function weights(sample: string): Promise<Figure[]> {
  const finding = await visit.page();
  const figures: Figure[] = [];
  for (const weighed of PAGES) {
    const path = weighed.path.startsWith("/") ? weighed.path : await addressIn(finding, sample, weighed);
    if (!path) throw new Error(`The sample shop has no ${weighed.name}.`);
    const page = await visit.page();
    const bytes = weighed.afterwards ? await allScripts(page, path) : await firstScripts(page, path);
    figures.push(within(`JavaScript of ${weighed.name}`, bytes / 1024, "KB", BUDGETS[weighed.kind]));
    await page.context().close();
  }
  await finding.context().close();
  return figures;
}

async function gzipped(page: Page, src: string): Promise<number> {
  const known = sizes.get(src);
  if (known !== undefined) return known;
  const size = gzipSync(await (await page.request.get(src)).body()).byteLength;
  sizes.set(src, size);
  return size;
}

/** The scripts that the page's HTML names: it is of use when they have run. Those for browsers of before modules load in none of today. */
async function firstScripts(page: Page, path: string): Promise<number> {
  const html = await (await page.request.get(path)).text();
  const tags = html.match(/<script\b[^>]*\bsrc="[^"]+"[^>]*>/g)?.filter((tag) => !/\bnomodule\b/i.test(tag)) ?? [];
  const sources = new Set(tags.map((tag) => /src="([^"]+)"/.exec(tag)![1]!.replaceAll("&amp;", "&")));
  let total = 0;
  for (const src of sources) total += await gzipped(page, src);
  return total;
}

/** Every script until nothing moves any more. */
async function allScripts(page: Page, path: string): Promise<number> {
  const sources = new Set<string>();
  page.on("request", (request) => void (request.resourceType() === "script" && sources.add(request.url())));
  await page.goto(path, { waitUntil: "networkidle" });
  let total = 0;
  for (const src of sources) total += await gzipped(page, src);
  return total;
}

/** What web, worker and Postgres with its backends have for themselves and their parts of what they share, when nothing happens. */
async function memory(instance: RunningInstance): Promise<Figure[]> {
  await new Promise((resolve) => setTimeout(resolve, 5_000));
  const all = processes();
  const tree = (pid: number): number =>
    megabytesOf(pid) + all.filter(({ parent }) => parent === pid).reduce((sum, child) => sum + tree(child.pid), 0);
  const parts = (["web", "worker", "postgres"] as const).map((part) => [part, tree(instance.pidOf(part))] as const);
  return [
    ...parts.map(([part, megabytes]) => fact(`memory of ${part}, idle`, megabytes, "MB")),
    within(
      "memory of them together, idle",
      parts.reduce((sum, [, megabytes]) => sum + megabytes, 0),
      "MB",
      600,
    ),
  ];
}

/** The proportional set: pages that several share count once in all. */
function megabytesOf(pid: number): number {
  try {
    return Number(/^Pss:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/smaps_rollup`, "utf8"))?.[1] ?? 0) / 1024;
  } catch {
    return 0; // it has just ended
  }
}
