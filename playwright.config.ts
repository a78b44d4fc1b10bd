import { defineConfig } from "@playwright/test";
import { installedBrowser } from "./tests/support/browser";
import { instance } from "./tests/support/instance";

const executablePath = installedBrowser();

/** Runs against the instance that `instance.json` describes: `npm test` starts one of its own, by hand it is the one of `npm start`. */
export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  forbidOnly: true,
  workers: 1,
  timeout: 60_000,
  use: {
    baseURL: instance.url,
    trace: "retain-on-failure",
    launchOptions: { ...(executablePath && { executablePath }) },
  },
});
