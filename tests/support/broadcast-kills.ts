import type { Part, RunningInstance } from "./running.ts";
import { eventually } from "./running.ts";
import type { fakeResend } from "./resend.ts";

type Report = { sent: number; failed: number; uncertain: number; waiting: number; matched: number; skipped: Record<string, number> };
/** `atKills`: how many had their email when it was killed. */
export type Told = {
  atKills: number[];
  mailed: number;
  doubled: number;
  lost: number;
  report: Report;
  ledger: Record<string, number>;
  seconds: number;
};

/** A project of an instance with everybody that a broadcast to all of its customers is for. */
export type Crowd = { core: <T>(path: string, body?: object) => Promise<T>; addresses: readonly string[] };

type Killing = {
  instance: RunningInstance;
  resend: Awaited<ReturnType<typeof fakeResend>>;
  crowd: Crowd;
  /** Milliseconds that it sends before each kill. */
  moments: readonly number[];
  part?: Part;
};

const BATCH = 500;

/** So many new customers of the instance's own project. */
export async function newCrowd(instance: RunningInstance, people: number): Promise<Crowd> {
  const addresses = Array.from({ length: people }, (_, n) => `person-${n}@example.com`);
  await tellAll(instance, addresses);
  const everybody = async () => (await instance.core<{ data: object[] }>(`/customers?q=person-${people - 1}@`)).data.length > 0;
  await eventually("everybody is known", everybody, 60_000);
  return { core: (path, body) => instance.core(path, body), addresses };
}

/** Sends a broadcast to everybody, kills what sends it at these moments, and counts what became of each. */
export async function broadcastThroughKills({ instance, resend, crowd, moments, part = "worker" }: Killing): Promise<Told> {
  const { core, addresses } = crowd;
  const { id } = await core<{ id: string }>("/broadcasts", {
    name: "Through kills",
    audience: { include: { everyone: true } },
    smart_sending: false,
  });
  const begun = performance.now();
  await core(`/broadcasts/${id}/send`, {});
  await eventually("the first emails are out", () => resend.mailed.size > 0, 60_000);
  const status = async () => (await core<{ status: string }>(`/broadcasts/${id}`)).status;
  const isSent = async () => (await status().catch(() => "")) === "sent";
  const atKills: number[] = [];
  for (const moment of moments) {
    await new Promise((resolve) => setTimeout(resolve, moment));
    const before = resend.mailed.size;
    atKills.push(before);
    const pid = instance.pidOf(part);
    if (pid > 1) instance.kill(pid);
    await eventually(`another ${part} runs`, () => ![0, pid].includes(instance.pidOf(part)), 30_000);
    await eventually("it sends again", async () => resend.mailed.size > before || (await isSent()), 120_000);
  }
  await eventually("the broadcast is sent", isSent, 600_000);
  const { report } = await core<{ report: Report }>(`/broadcasts/${id}`);
  return {
    atKills,
    mailed: resend.mailed.size,
    doubled: [...resend.mailed.values()].filter((times) => times > 1).length,
    lost: addresses.filter((address) => !resend.mailed.has(address)).length,
    report,
    ledger: await ledgerOf(instance, id),
    seconds: (performance.now() - begun) / 1000,
  };
}

async function tellAll({ facts: { url, project } }: RunningInstance, addresses: readonly string[]) {
  const authorization = `Basic ${Buffer.from(`${project.publicKey}:`).toString("base64")}`;
  for (let from = 0; from < addresses.length; from += BATCH) {
    const batch = addresses.slice(from, from + BATCH).map((email) => ({
      type: "identify",
      userId: email,
      messageId: `m ${email}`,
      traits: { email, firstName: email.slice(0, 6) },
    }));
    const response = await fetch(`${url}/v1/batch`, { method: "POST", headers: { authorization }, body: JSON.stringify({ batch }) });
    if (!response.ok) throw new Error(`${response.status}: ${await response.text()}`);
  }
}

async function ledgerOf({ facts: { databaseUrl } }: RunningInstance, id: string): Promise<Record<string, number>> {
  const { default: pg } = await import("pg");
  const client = new pg.Client({ connectionString: databaseUrl });
  await client.connect();
  const { rows } = await client.query<{ state: string; n: number }>(
    "select state::text, count(*)::int as n from messages where source = 'broadcast' and source_id = $1 group by state",
    [id],
  );
  await client.end();
  return Object.fromEntries(rows.map(({ state, n }) => [state, n]));
}
