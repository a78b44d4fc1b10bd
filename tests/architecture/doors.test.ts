import { globSync, readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";

const read = (file: string) => readFileSync(file, "utf8");
const sources = globSync("{app,components,db,emails,inngest,lib,scripts}/**/*.{ts,tsx}").sort();
const routes = globSync("app/**/route.ts").sort();
const pages = globSync("app/**/page.tsx").sort();

/** The makers of routes: each proves who is asking before anything else happens. */
const MADE = /^export const (?:GET|POST|PUT|PATCH|DELETE) = (?:route|stream|download|answer)\(/gm;
const HANDLERS = /^export (?:const|async function|function) (?:\{|GET|POST|PUT|PATCH|DELETE|OPTIONS|HEAD)|^export \{/gm;

/** Doors that no maker makes, each looked at, with who may come in and why. A new one is a decision, so it is written here. */
const OPEN_DOORS: Record<string, string> = {
  "app/v1/[...call]/route.ts": "Segment's API: a write key in the call, checked by the dialect, which reads nothing.",
  "app/beacon/[...call]/route.ts": "Our own tracking API: a key in the header, checked by the dialect, which reads nothing.",
  "app/sourceConfig/route.ts": "RudderStack's SDKs ask for their settings: a write key, and the answer is the same for every project.",
  "app/analytics.js/[...path]/route.ts": "Segment's script for its snippet: a file of its package, the same for everybody.",
  "app/analytics-next/bundles/[file]/route.ts": "Parts of Segment's script: files of its package by their names, the same for everybody.",
  "app/cp.js/route.ts": "The JS tag: a file of the build, the same for everybody.",
  "app/(public)/u/[token]/route.ts": "Recipients leave by a signed token. GET changes nothing.",
  "app/(public)/v/[token]/route.ts": "An email in a browser: a signed token of that email, and nothing of it runs.",
  "app/(public)/t/o/[token]/route.ts": "The picture of an email: a signed token, and the answer is the same for every one.",
  "app/(public)/t/c/[token]/[place]/route.ts": "A link of an email: a signed token and a place in our own list of addresses.",
  "app/api/inngest/route.ts": "The durable engine: calls are signed, and a development server is refused.",
  "app/api/health/live/route.ts": "Whether the process runs: says nothing else.",
  "app/api/health/ready/route.ts": "Whether each part works: true or false and nothing else.",
  "app/docs/raw/[file]/route.ts": "The documentation as Markdown: the same for everybody.",
  "app/llms.txt/route.ts": "Where programs begin to read the documentation: the same for everybody.",
  "app/api/webhooks/resend/[integration]/route.ts":
    "Resend tells what became of emails: proven by its signature with the secret of one integration.",
  "app/openapi.json/route.ts": "The description of the API: the same for everybody.",
  "app/api/frames/broadcasts/[project]/[broadcastId]/route.ts":
    "A preview in its sandbox: the session and the broadcasts grant, by load().",
  "app/api/frames/mailbox/[project]/[messageId]/route.ts": "An email in its sandbox: the session and the mailbox grant, by load().",
  "app/api/frames/messages/[project]/[messageId]/route.ts": "An email in its sandbox: the session and the messages grant, by load().",
  "app/(public)/a/[hash]/route.ts": "Pictures of emails: whoever has the address may see them.",
  "app/api/pictures/[project]/route.ts": "An uploaded picture: the session and the templates grant, by uploaded().",
  "app/api/frames/gallery/[project]/[starter]/route.ts": "A pre-designed email in its sandbox: the session and the templates grant.",
  "app/api/frames/templates/[project]/[templateId]/route.ts": "A preview in its sandbox: the session and the templates grant, by load().",
};

describe("a route", () => {
  test.each(routes)("%s is made by a maker, or is on the list of open doors", (file) => {
    const handlers = read(file).match(HANDLERS) ?? [];
    expect(handlers.length).toBeGreaterThan(0);
    if (OPEN_DOORS[file] === undefined) expect(read(file).match(MADE)).toHaveLength(handlers.length);
  });

  test("on the list of open doors exists, and is not made by a maker", () => {
    for (const file of Object.keys(OPEN_DOORS)) {
      expect(routes).toContain(file);
      expect(read(file).match(MADE), file).toBeNull();
    }
  });
});

/** Pages that belong to no project. The others read through load(), which proves membership. */
const OUTSIDE = /^app\/(\(auth\)|\(account\)|\(dashboard\)\/mailbox|docs|ui|page\.tsx)/;

describe("a page", () => {
  test.each(pages.filter((file) => !OUTSIDE.test(file)))("%s is inside a project and reads through load()", (file) => {
    expect(file).toMatch(/^app\/\(dashboard\)\/\[project\]\//);
    expect(read(file)).toMatch(/from "@\/lib\/web\/page"/);
    expect(read(file)).toMatch(/\bload(Once)?\(/);
  });

  test.each(pages)("%s is at most 40 lines: it orders reads and parts, and does no work", (file) => {
    expect(read(file).trimEnd().split("\n").length).toBeLessThanOrEqual(40);
  });
});

describe("a server action", () => {
  const withActions = sources.filter((file) => /^["']use server["']/m.test(read(file)));

  test("is only in an actions.ts of app", () => {
    expect(withActions.filter((file) => !/^app\/.+\/actions\.ts$/.test(file))).toEqual([]);
  });

  test.each(withActions)("in %s is made by a maker, which proves who is asking", (file) => {
    const text = read(file);
    expect(text.startsWith('"use server";')).toBe(true);
    const exported = text.match(/^export .*$/gm) ?? [];
    expect(exported.length).toBeGreaterThan(0);
    for (const line of exported) expect(line).toMatch(/^export const \w+ = (action|accountAction|publicAction|entryAction)\(/);
    expect(text).toMatch(/import \{[^}]*\} from "@\/lib\/web\/(action|account)"/);
  });
});

describe("a name", () => {
  test("says what is inside: no drawers for anything and everything", () => {
    const drawer = /(^|\/)(utils?|helpers?|services?|types|common|misc|shared|manager)(\/|\.tsx?$)/i;
    expect(sources.filter((file) => drawer.test(file))).toEqual([]);
  });

  test("is never index: nothing is imported by way of a barrel", () => {
    expect(sources.filter((file) => /(^|\/)index\.tsx?$/.test(file))).toEqual(["db/schema/index.ts"]);
  });
});

describe("a file", () => {
  const domain = sources.filter((file) => /^lib\//.test(file) && !file.endsWith("/schema.ts"));
  test.each(domain)("%s is at most 150 lines", (file) => expect(read(file).trimEnd().split("\n").length).toBeLessThanOrEqual(150));

  test("leaves nothing for later", () => {
    const later = /\b(TODO|FIXME|XXX|HACK)\b|@ts-(ignore|expect-error|nocheck)|coming soon/i;
    expect(sources.filter((file) => later.test(read(file)))).toEqual([]);
  });
});
