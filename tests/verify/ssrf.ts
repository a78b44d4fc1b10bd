import { rmSync } from "node:fs";
import { join } from "node:path";
import { build } from "esbuild";
import { root } from "../../scripts/launch/build.ts";
import { publish } from "../bench/harness.ts";

// Every address that leads to a private place, however it is written, against the product's own way of calling out. What must be zero are
// the connections that servers on this machine see.
const bundle = join(root, "dist/verify-ssrf.mjs");
await build({
  entryPoints: [join(root, "tests/verify/ssrf-work.ts")],
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
try {
  const { tryAll } = (await import(bundle)) as typeof import("./ssrf-work.ts");
  const figures = await tryAll();
  publish("ssrf", figures, "verify");
  process.exitCode = figures.every(({ ok }) => ok) ? 0 : 1;
} finally {
  rmSync(bundle, { force: true });
}
