import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { installedBrowser } from "./tests/support/browser";

const executablePath = installedBrowser();
/** `npm test` starts an instance of its own and names its file; by hand it is the one of `npm start`. */
const file = process.env.CROWDPOWER_INSTANCE ?? ".data/instance.json";
const baseURL = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { url: string }).url : undefined;

export default defineConfig({
  testDir: "tests/e2e",
  outputDir: "test-results",
  forbidOnly: true,
  workers: 1,
  timeout: 60_000,
  use: {
    ...(baseURL && { baseURL }),
    trace: "retain-on-failure",
    launchOptions: { ...(executablePath && { executablePath }) },
  },
});
