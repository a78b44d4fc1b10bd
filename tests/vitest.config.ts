import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replace(/\/$/, "");

/** What changes what its process is: one for each file. */
const ALONE = ["tests/integration/{ingest/neon,instance/priority}.test.ts"];

/**
 * What looks at a whole instance, or asks so much of a database that what others left there would slow it down: modules and a database for
 * each file. The process is one, because what is loaded from packages then stays.
 */
const APART = [
  "tests/{architecture/{cost-of-change,env},faults/**/*}.test.ts",
  "tests/integration/{engine,instance,sample}/**/!(priority).test.ts",
  "tests/integration/{accounts/{behind-tls,instance,signing-in},events/retention,messages/account,segments/{oracle,segments}}.test.ts",
];

const ALL = ["tests/{architecture,unit,integration,compat}/**/*.test.ts"];
const ANEW = ["tests/support/anew.ts", "tests/support/database.ts"];

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
    maxWorkers: 3, // of two cores: much of what they do is waiting for a database or for time
    server: { deps: { inline: ["next-auth"] } }, // it names modules of Next as only a bundler finds them
    testTimeout: 60_000, // nothing is a matter of how busy the machine is
    hookTimeout: 120_000,
    env: mode === "neon" ? { ...ENV, DATABASE_DRIVER: mode } : ENV,
    projects: [
      { extends: true, test: { name: "alone", include: ALONE } },
      { extends: true, test: { name: "apart", include: APART, isolate: false, setupFiles: ANEW } },
      { extends: true, test: { name: "together", include: ALL, exclude: [...ALONE, ...APART], isolate: false } }, // each test has a project of its own
    ],
  },
}));
