import { Liquid } from "liquidjs";
import { eq, sql } from "drizzle-orm";
import { pool } from "@/db/client";
import { customers, projects } from "@/db/schema";
import { createBroadcast } from "@/lib/broadcasts/commands";
import { sendBatch } from "@/lib/broadcasts/send";
import { beginSending, scheduleBroadcast } from "@/lib/broadcasts/sending";
import { systemClock } from "@/lib/clock";
import { addressHasher } from "@/lib/keys/data-keys";
import { mintScope, type Scope } from "@/lib/scope";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { publishedVersion } from "@/lib/templates/published";
import { trackedIn } from "@/lib/templates/render";
import { valuesFor } from "@/lib/templates/values";
import type { Figure } from "./harness.ts";

const PEOPLE = Number(process.env.PEOPLE ?? "20000");
const AT_ONCE = 4;

const cpuSeconds = () => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1e6;
};

async function aProject(people: number): Promise<Scope> {
  const [project] = await pool
    .insert(projects)
    .values({ name: "Bench", slug: `bench-${people}-${process.pid}`, postalAddress: "1 Main Street" })
    .returning();
  const scope = mintScope({ projectId: project!.id, actor: { type: "job", name: "bench" }, db: pool, clock: systemClock });
  const hash = await addressHasher(pool);
  for (let from = 0; from < people; from += 1_000) {
    const rows = Array.from({ length: Math.min(1_000, people - from) }, (_, i) => {
      const email = `person-${from + i}@example.com`;
      return { projectId: scope.projectId, email, emailHash: hash(email), traits: { email, first_name: `Ada ${from + i}`, plan: "pro" } };
    });
    const now = new Date();
    await pool.insert(customers).values(rows.map((row) => ({ ...row, firstSeenAt: now, createdAt: now, updatedAt: now })));
  }
  await createDefaultTemplate(scope);
  await pool.execute(sql`analyze customers`);
  return scope;
}

/** How often the engine of Liquid alone fills in the same template, in one second of one core: the yardstick. */
async function liquidAlone(scope: Scope, templateId: string): Promise<number> {
  const { html } = await publishedVersion(scope, templateId, 1);
  const engine = new Liquid({ outputEscape: "escape" });
  const template = engine.parse(trackedIn(html).html);
  const [customer] = await pool.select().from(customers).where(eq(customers.projectId, scope.projectId)).limit(1);
  const [project] = await pool.select().from(projects).where(eq(projects.id, scope.projectId));
  const known = valuesFor({
    customer: customer!,
    project: project!,
    leaveUrl: "https://example.com/u/x".padEnd(140, "x"),
    sentAt: new Date(),
  });
  const values = {
    ...known,
    click_url: "https://example.com/t/c/x".padEnd(100, "x"),
    open_url: "https://example.com/t/o/x".padEnd(100, "x"),
  };
  let times = 0;
  const from = cpuSeconds();
  while (cpuSeconds() - from < 2) for (let i = 0; i < 50; i++, times++) engine.renderSync(template, values);
  return times / (cpuSeconds() - from);
}

async function run(people: number) {
  const scope = await aProject(people);
  const { id, templateId } = await createBroadcast(scope, {
    name: "Bench",
    audience: { include: { everyone: true, segments: [], tags: [] }, exclude: { segments: [], tags: [] } },
  });
  await scheduleBroadcast(scope, { id });
  const begun = performance.now();
  await beginSending(scope, id);
  await sendBatch(scope, { broadcastId: id, epoch: 1 }, 0);
  const firstOut = performance.now() - begun;
  const [cpu, wall] = [cpuSeconds(), performance.now()];
  let peak = 0;
  const batches = Array.from({ length: Math.ceil(people / 100) - 1 }, (_, n) => n + 1);
  const worker = async () => {
    for (let batch = batches.shift(); batch !== undefined; batch = batches.shift()) {
      const { state } = await sendBatch(scope, { broadcastId: id, epoch: 1 }, batch);
      if (state !== "settled") throw new Error(`Batch ${batch} is ${state}.`);
      peak = Math.max(peak, process.memoryUsage().rss);
    }
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
  const sent = people - 100;
  return {
    firstOut,
    perCore: sent / (cpuSeconds() - cpu),
    perSecond: sent / ((performance.now() - wall) / 1000),
    peak: peak / 1024 / 1024,
    liquid: await liquidAlone(scope, templateId),
  };
}

const plain = (name: string, value: number, unit: string): Figure => ({
  name,
  value,
  unit,
  yardstick: null,
  ratio: null,
  aim: null,
  ok: null,
});

const few = await run(Math.max(1_000, PEOPLE / 10));
const many = await run(PEOPLE);
const ratio = many.perCore / many.liquid;
process.send?.([
  plain("Liquid alone, the same template", many.liquid, "/s/core"),
  { name: "people written to", value: many.perCore, unit: "/s/core", yardstick: "Liquid alone", ratio, aim: 0.3, ok: ratio >= 0.3 },
  plain("people written to, by the clock", many.perSecond, "/s"),
  plain(`frozen to the first emails out, ${PEOPLE} people`, many.firstOut, "ms"),
  plain(`peak memory, ${Math.max(1_000, PEOPLE / 10)} people`, few.peak, "MB"),
  plain(`peak memory, ${PEOPLE} people`, many.peak, "MB"),
] satisfies Figure[]);
process.exit(0);
