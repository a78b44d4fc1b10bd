import { fileURLToPath } from "node:url";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url)).replace(/\/$/, "");

export default defineConfig({
  resolve: { alias: { "@": at(".."), "server-only": at("support/server-only.ts") } },
  test: {
    include: ["tests/{architecture,unit,integration,compat,faults}/**/*.test.ts"],
    globalSetup: ["tests/support/global-setup.ts"],
    setupFiles: ["tests/support/database.ts"],
    pool: "forks",
    maxWorkers: 2,
    testTimeout: 60_000, // nothing is a matter of how busy the machine is
    hookTimeout: 120_000,
    env: { APP_URL: "http://app.test", AUTH_SECRET: "an auth secret for tests, long enough", LOG_LEVEL: "silent", NODE_ENV: "test" },
  },
});
