import type { Page } from "@playwright/test";
import { goTo } from "./going.ts";

/** A page of a project: its address below the project, or how to get there from a list whose first row it is. */
export type Section = { name: string; path: string; row?: number; within?: string };

export const SECTIONS: readonly Section[] = [
  { name: "home", path: "" },
  { name: "start", path: "start" },
  { name: "customers", path: "customers" },
  { name: "customer", path: "customers", row: 0 },
  { name: "segments", path: "segments" },
  { name: "segment-new", path: "segments/new" },
  { name: "segment", path: "segments", row: 0 },
  { name: "events-live", path: "events" },
  { name: "events", path: "events/names" },
  { name: "event", path: "events/names", row: 0 },
  { name: "traits", path: "traits" },
  { name: "trait", path: "traits", row: 0 },
  { name: "tags", path: "tags" },
  { name: "automations", path: "automations" },
  { name: "automation-new", path: "automations/new" },
  { name: "automation", path: "automations", row: 0 },
  { name: "broadcasts", path: "broadcasts" },
  { name: "broadcast-draft", path: "broadcasts", row: 0 },
  { name: "broadcast-sent", path: "broadcasts", row: 1 },
  { name: "templates", path: "templates" },
  { name: "template-new", path: "templates/new" },
  { name: "template", path: "templates", row: 0 },
  { name: "integrations", path: "integrations" },
  { name: "integration", path: "integrations/discord" },
  { name: "webhooks", path: "integrations/webhooks" },
  { name: "messages", path: "messages" },
  { name: "message", path: "messages", row: 0 },
  { name: "jobs", path: "jobs" },
  { name: "job", path: "jobs", row: 0, within: "List of jobs" },
  { name: "settings", path: "settings" },
  { name: "settings-team", path: "settings/team" },
  { name: "settings-keys", path: "settings/keys" },
  { name: "settings-sending", path: "settings/sending" },
  { name: "settings-data", path: "settings/data" },
  { name: "settings-audit", path: "settings/audit" },
  { name: "missing", path: "segments/seg_01m8577srdf0pry5kyh48qsj4w" },
];

/** Pages beside the projects. */
export const OUTSIDE = ["/projects", "/projects/new", "/account", "/docs", "/docs/api", "/ui"] as const;

/** The address of a section in a project, or null where its list has no such row. */
export async function addressIn(page: Page, project: string, { path, row, within }: Section): Promise<string | null> {
  const address = `/${project}/${path}`.replace(/\/$/, "");
  if (row === undefined) return address;
  await goTo(page, address);
  await page.locator("main h1").waitFor();
  const list = within ? page.getByRole("region", { name: within }) : page.locator("main");
  const link = list.locator("a.row-link").nth(row);
  if ((await link.count()) === 0) return null;
  return link.getAttribute("href");
}
