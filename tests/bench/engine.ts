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
import { benchProduct } from "./engine-product.ts";
import { withClient } from "../support/server.ts";
import { type Figure, publish } from "./harness.ts";

const { values: said } = parseArgs({
  options: {
    rate: { type: "string", default: "200" },
    secs: { type: "string", default: "20" },
    only: { type: "string", default: "engine,product" },
  },
});
const figures: Figure[] = [];
if (said.only.includes("product")) figures.push(...(await benchProduct({ rate: Number(said.rate), seconds: Number(said.secs) })));
if (said.only.includes("engine")) figures.push(...(await engineAlone()));
publish("engine", figures);

/** The engine in a process and a Postgres of its own, with the settings of production. The process is bundled, as the worker is. */
async function engineAlone(): Promise<Figure[]> {
  const dir = mkdtempSync(join(tmpdir(), "crowdpower-bench-"));
  const bundle = join(root, "dist/bench-engine.mjs");
  const postgres = await startPostgres({ dir });
  try {
    await withClient(postgres.url, (client) => client.query("create database bench"));
    const databaseUrl = new URL(postgres.url);
    databaseUrl.pathname = "/bench";
    await migrateDatabase(databaseUrl.href);
    await build({
      entryPoints: [join(root, "tests/bench/engine-work.ts")],
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
    const child = fork(bundle, [], { env: { ...process.env, DATABASE_URL: databaseUrl.href, POSTMASTER: String(postgres.pid) } });
    const [figures] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [Figure[]];
    if (!Array.isArray(figures)) throw new Error("The bench ended early; what is above says why.");
    return figures;
  } finally {
    await postgres.stop();
    rmSync(bundle, { force: true });
    rmSync(dir, { recursive: true, force: true });
  }
}
