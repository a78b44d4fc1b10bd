import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "esbuild";
import { startPostgres } from "../../db/embedded.ts";
import { migrateDatabase } from "../../db/migrate.ts";
import { root } from "../../scripts/launch/build.ts";
import { type Verdict, verdict } from "./verdict.ts";

// A million random and ten thousand mutated tokens, read by the very function that reads those of emails (X4). The process is bundled, as
// the worker is; that GET changes nothing and a POST without a cookie does is a test of its own.
const dir = mkdtempSync(join(tmpdir(), "crowdpower-verify-"));
const bundle = join(root, "dist/verify-unsubscribe.mjs");
const postgres = await startPostgres({ dir });
try {
  await migrateDatabase(postgres.url);
  await build({
    entryPoints: [join(root, "tests/verify/unsubscribe-work.ts")],
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
  const secrets = { APP_URL: "http://verify.test", AUTH_SECRET: "a secret for verifying, which is long enough" };
  const child = fork(bundle, [], { env: { ...process.env, ...secrets, DATABASE_URL: postgres.url } });
  const [verdicts] = (await Promise.race([once(child, "message"), once(child, "exit")])) as [Verdict[]];
  if (!Array.isArray(verdicts)) throw new Error("It ended early; what is above says why.");
  verdict("unsubscribe", verdicts);
} finally {
  await postgres.stop();
  rmSync(bundle, { force: true });
  rmSync(dir, { recursive: true, force: true });
}
