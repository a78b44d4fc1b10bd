import { existsSync, readFileSync } from "node:fs";
import { defineConfig } from "@playwright/test";
import { installedBrowser } from "./support/browser";
import { instanceFile, instanceFiles } from "./support/instance-files";

const file = instanceFile();
const baseURL = existsSync(file) ? (JSON.parse(readFileSync(file, "utf8")) as { url: string }).url : undefined;

/** Begun first, so that at the end no worker waits long for the other. */
const LONG = /(trust|open-dialogs|every-page|by-keyboard|team|sample)\.spec\.ts$/;

export default defineConfig({
  testDir: "e2e",
  outputDir: "../test-results",
  forbidOnly: true,
  workers: instanceFiles.length,
  projects: [
    { name: "long", testMatch: LONG },
    { name: "short", testIgnore: LONG },
  ],
  timeout: 120_000,
  expect: { timeout: 30_000 }, // nothing is a matter of how busy the machine is
  use: {
    contextOptions: { reducedMotion: "reduce" }, // nobody waits for what moves; what moves has tests that ask for it
    ...(baseURL && { baseURL }),
    screenshot: "only-on-failure", // a trace costs a quarter of the time: `--trace on` when it is needed
    launchOptions: installedBrowser() ?? {},
  },
});
