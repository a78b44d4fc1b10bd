import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseArgs } from "node:util";
import { build } from "esbuild";
import { startPostgres } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../../scripts/launch/build.ts";
import { fakeResend } from "../support/resend.ts";
import { withClient } from "../support/server.ts";
import { type Figure, publish } from "./harness.ts";

// A broadcast to many through a stand-in for Resend, in a process and a Postgres of its own. The stand-in is this process, so that what it costs is not counted.
const { values: said } = parseArgs({ options: { n: { type: "string", default: "20000" } } });
const dir = mkdtempSync(join(tmpdir(), "crowdpower-bench-"));
const bundle = join(root, "dist/bench-broadcast.mjs");
const [postgres, resend] = await Promise.all([startPostgres({ dir }), fakeResend({ keepOffers: false, forgets: true })]);
try {
  await withClient(postgres.url, (client) => client.query("create database bench"));
  const databaseUrl = new URL(postgres.url);
  databaseUrl.pathname = "/bench";
  await migrateDatabase(databaseUrl.href);
  await build({
    entryPoints: [join(root, "tests/bench/broadcast-work.ts")],
    outfile: bundle,
    absWorkingDir: root,
    bundle: true,
    packages: "external",
    platform: "node",
    format: "esm",
    target: "node24",
    alias: { "server-only": join(root, "scripts/launch/server-only.ts") },
    logLevel: "silent",
  });
  const env = {
    ...process.env,
    NODE_ENV: "production" as const,
    DATABASE_URL: databaseUrl.href,
    APP_URL: "https://crowdpower.example.com",
    AUTH_SECRET: "a secret of the benchmark, long enough",
    PEOPLE: said.n,
    RESEND_API_KEY: "re_bench",
    RESEND_BASE_URL: resend.url,
    RESEND_CALLS_PER_SECOND: "100000",
    MAIL_FROM: "Acme <hello@acme.test>",
  };
  const child = fork(bundle, [], { env });
  const [figures] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [Figure[]];
  if (!Array.isArray(figures)) throw new Error("The bench ended early; what is above says why.");
  publish("broadcast", figures);
} finally {
  await postgres.stop();
  await resend.stop();
  rmSync(bundle, { force: true });
  rmSync(dir, { recursive: true, force: true });
}
