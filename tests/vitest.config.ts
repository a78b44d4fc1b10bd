import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replace(/\/$/, "");

/**
 * What looks at a whole instance, changes what its process is, or asks so much of a database that what others left there would slow it
 * down: a process and a database for each file.
 */
const APART = [
  "tests/{architecture/{cost-of-change,env},faults/**/*}.test.ts",
  "tests/integration/{engine,instance,sample}/**/*.test.ts",
  "tests/integration/{accounts/{behind-tls,instance,signing-in},events/retention,ingest/neon,messages/account,segments/{oracle,segments}}.test.ts",
];

const ENV = {
  ...{ APP_URL: "http://app.test", AUTH_SECRET: "an auth secret for tests, long enough", LOG_LEVEL: "silent" },
  NODE_ENV: "test" as const,
};

/** `--mode neon` runs the same on Neon's driver. */
export default defineConfig(({ mode }) => ({
  resolve: { alias: { "@": at(".."), "server-only": at("support/server-only.ts") } },
  test: {
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/database.ts"],
    pool: "forks",
    maxWorkers: 2,
    server: { deps: { inline: ["next-auth"] } }, // it names modules of Next as only a bundler finds them
    testTimeout: 60_000, // nothing is a matter of how busy the machine is
    hookTimeout: 120_000,
    env: mode === "neon" ? { ...ENV, DATABASE_DRIVER: mode } : ENV,
    projects: [
      { extends: true, test: { name: "apart", include: APART } },
      {
        extends: true,
        test: { name: "together", include: ["tests/{architecture,unit,integration,compat}/**/*.test.ts"], exclude: APART, isolate: false },
      }, // each test has a project of its own
    ],
  },
}));
