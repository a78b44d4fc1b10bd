import { createHmac } from "node:crypto";
import { existsSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { buildAll, root } from "../../scripts/launch/build.ts";
import { type Figure, publish } from "../bench/harness.ts";
import { eventually, RunningInstance } from "../support/running.ts";

// The product's story on the Inngest server that the environment names: a call, the segment that it changes, the automation that this starts,
// and its email. The server must be able to reach the instance, which this starts on this machine.
if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
const { INNGEST_SIGNING_KEY: signingKey, INNGEST_EVENT_KEY: eventKey, INNGEST_BASE_URL: server = "Inngest Cloud" } = process.env;
if (!signingKey || !eventKey) {
  console.error(
    "No Inngest server is named, so nothing was verified.\nName one: INNGEST_EVENT_KEY and INNGEST_SIGNING_KEY, and INNGEST_BASE_URL for one of your own (/docs/jobs says how).",
  );
  process.exit(1);
}

const figures: Figure[] = [];
const told = (name: string, value: number, unit: string, ok: boolean) =>
  figures.push({ name, value, unit, yardstick: server, ratio: ok ? 1 : 0, aim: 1, ok });

await buildAll(AbortSignal.timeout(900_000));
const instance = await RunningInstance.start();
try {
  const { url, project, databaseUrl } = instance.facts;
  told("an unsigned call is refused", await status("POST", false), "status", (await status("POST", false)) === 401);
  const synced = await status("PUT", true);
  told("the functions are registered there", synced, "status", synced === 200);

  const email = `story-${Date.now()}@example.com`;
  const sent = performance.now();
  const headers = { authorization: `Bearer ${project.publicKey}` };
  const answer = await fetch(`${url}/beacon/events`, {
    method: "POST",
    headers,
    body: JSON.stringify({ email, action: "Signed Up", properties: { plan: "pro" } }),
  });
  told("a call is acknowledged", answer.status, "status", answer.status === 200);
  await eventually("the welcome email is in the mailbox", async () => (await statesOfMail(email)).includes("sent"), 60_000);
  told("a call becomes an email", Math.round(performance.now() - sent), "ms", true);
  told("that email is sent once", (await statesOfMail(email)).length, "emails", (await statesOfMail(email)).length === 1);

  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const { rows } = await db.query<{ runs: number; left: number }>(
    "select (select count(*)::int from engine_runs) as runs, (select count(*)::int from outbox) as left",
  );
  await db.end();
  told("jobs that the built-in engine did", rows[0]!.runs, "jobs", rows[0]!.runs === 0);
  told("promises that are left", rows[0]!.left, "promises", rows[0]!.left === 0);

  async function status(method: "POST" | "PUT", sign: boolean): Promise<number> {
    const body = "{}";
    const time = Math.floor(Date.now() / 1_000);
    const key = signingKey!.replace(/^signkey-\w+-/, "");
    const signature = createHmac("sha256", key)
      .update(body + time)
      .digest("hex");
    const signed = sign ? { "x-inngest-signature": `t=${time}&s=${signature}` } : {};
    const response = await fetch(`${url}/api/inngest`, { method, body, headers: { "content-type": "application/json", ...signed } });
    return response.status;
  }

  async function statesOfMail(address: string): Promise<string[]> {
    const { data } = await instance.core<{ data: { id: string }[] }>(`/customers?q=${encodeURIComponent(address)}`);
    if (!data[0]) return [];
    const messages = await instance.core<{ data: { state: string }[] }>(`/messages?customer=${data[0].id}`);
    return messages.data.map(({ state }) => state);
  }
} finally {
  publish("inngest", figures, "verify");
  await instance.remove();
}
process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
