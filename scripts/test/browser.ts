import { existsSync } from "node:fs";
import { installedBrowser } from "../../tests/support/browser.ts";
import { run } from "./tally.ts";

/** Makes sure that there is a Chromium: an installed one, else Playwright's own, else the system's package where one may install it. */
export async function provideBrowser(): Promise<boolean> {
  if (installedBrowser()) return true;
  console.log("  No Chromium is installed. Fetching Playwright's own …");
  if ((await run("playwright", ["install", "chromium"], { quiet: true })) && installedBrowser()) return true;
  if (process.getuid?.() !== 0 || !existsSync("/usr/bin/apt-get")) {
    console.log("  It cannot be had. Install Chromium or Chrome and run the tests again.");
    return false;
  }
  console.log("  That cannot be had. Installing the system's package …");
  const env = { DEBIAN_FRONTEND: "noninteractive" };
  const install = (name: string) => run("apt-get", ["install", "-y", "-qq", "--no-install-recommends", name], { quiet: true, env });
  await run("apt-get", ["update", "-qq"], { quiet: true, env });
  return ((await install("chromium-headless-shell")) || (await install("chromium"))) && Boolean(installedBrowser());
}
