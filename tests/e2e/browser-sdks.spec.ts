import { randomUUID } from "node:crypto";
import { expect, test } from "@playwright/test";
import { build } from "esbuild";
import { snippetsFor } from "../../components/onboarding/code";
import { core, instance } from "../support/instance";
import { otherSite } from "../support/other-site";

/** Browser SDKs that are not ours, unchanged, on a website of another origin. */
const { url, project } = instance;
const { host, protocol } = new URL(url);
const segment = snippetsFor(url, project.publicKey, null).find(({ value }) => value === "segment")!.code;
const snippet = segment.slice(0, segment.indexOf("analytics.page()"));

type Event = { name: string; properties: Record<string, unknown>; anonymous_id: string | null; user_id: string | null };
type Person = { email: string | null; traits: Record<string, unknown>; charges: { sum: number; currency: string }[] };

const within = { timeout: 15_000, intervals: [100] };
const someone = () => `sdk-${randomUUID().slice(0, 8)}`;
const eventsOf = async (userId: string) =>
  (await core<{ data: Event[] }>(`/events?limit=100&customer=user_id:${userId}`).catch(() => ({ data: [] as Event[] }))).data;
const namesOf = async (userId: string) => (await eventsOf(userId)).map(({ name }) => name).sort();

const said = (user: string) => `
  analytics.track("Looked Around", { before: true });
  analytics.page("Pricing", { plan: "pro" });
  analytics.identify("${user}", { email: "${user}@example.com", firstName: "Ada", plan: "pro" });
  analytics.track("Order Completed", { revenue: 19.99, currency: "EUR" });
  analytics.group("acme", { name: "Acme" });
  analytics.alias("${user}-alias");`;

/** Everything that the calls above are to become, whoever carried them. */
async function expectStory(user: string) {
  await expect.poll(() => namesOf(user), within).toEqual(["Charged", "Looked Around", "Order Completed", "Page Viewed"]);
  await expect
    .poll(async () => (await core<Person>(`/customers/user_id:${user}`)).traits.company, within)
    .toEqual({ id: "acme", name: "Acme" });
  expect(await core<Person>(`/customers/user_id:${user}`)).toMatchObject({
    email: `${user}@example.com`,
    traits: { first_name: "Ada", plan: "pro" },
    charges: [{ sum: 1999, currency: "EUR" }],
  });
  const visit = (await eventsOf(user)).find(({ name }) => name === "Page Viewed")!;
  expect(visit.properties).toMatchObject({
    name: "Pricing",
    plan: "pro",
    title: "Shop",
    url: expect.stringMatching(/^http:\/\/127\.0\.0\.1/),
  });
}

const page_ = (script: string) => `<!doctype html><title>Shop</title>${script}`;

test("Segment's snippet, with its script from us", async ({ page }) => {
  const user = someone();
  await using shop = await otherSite({ "/": page_(`${snippet}${said(user)}</script>`) });
  const asked: string[] = [];
  page.on("request", (request) => asked.push(new URL(request.url()).host));
  await page.goto(shop.url);
  await expectStory(user);
  expect([...new Set(asked)].sort()).toEqual([host, new URL(shop.url).host].sort()); // nobody else is asked for anything
});

test("@segment/analytics-next from npm, in batches", async ({ page }) => {
  const user = someone();
  const contents = `import { AnalyticsBrowser } from "@segment/analytics-next";
    const analytics = AnalyticsBrowser.load({ writeKey: "${project.publicKey}", cdnURL: "${url}" }, { integrations: { "Segment.io":
      { apiHost: "${host}/v1", protocol: "${protocol.replace(":", "")}", deliveryStrategy: { strategy: "batching", config: { size: 3, timeout: 300 } } } } });
    ${said(user)}`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    platform: "browser",
    logLevel: "silent",
  });
  await using shop = await otherSite({ "/": page_('<script src="/app.js"></script>'), "/app.js": outputFiles[0]!.text });
  await page.goto(shop.url);
  await expectStory(user);
});

test("@rudderstack/analytics-js from npm, bundled", async ({ page }) => {
  const user = someone();
  const contents = `import { RudderAnalytics } from "@rudderstack/analytics-js/bundled"; // the other build loads parts of itself from elsewhere
    const analytics = new RudderAnalytics();
    analytics.load("${project.publicKey}", "${url}", { configUrl: "${url}", plugins: ["XhrQueue"], useBeacon: false });
    ${said(user)}`;
  const { outputFiles } = await build({
    stdin: { contents, resolveDir: process.cwd() },
    bundle: true,
    write: false,
    platform: "browser",
    logLevel: "silent",
  });
  await using shop = await otherSite({ "/": page_('<script src="/app.js"></script>'), "/app.js": outputFiles[0]!.text });
  await page.goto(shop.url);
  await expectStory(user);
});

test("a part of Segment's script is served where the script asks for it, and nothing else of its package", async ({ request }) => {
  const script = await (await request.get(`${url}/analytics.js/v1/${project.publicKey}/analytics.min.js`)).text();
  expect(script.split("\n")[0]).toContain(`._cdn??="${url}"`);
  const parts = "analytics-next/bundles";
  expect((await request.get(`${url}/${parts}/queryString.bundle.34b193ada8fe288d1bd1.js`)).status()).toBe(200);
  for (const name of ["standalone.js.map", "..%2F..%2F..%2Fpackage.json", "index.js"])
    expect((await request.get(`${url}/${parts}/${name}`)).status(), name).toBeGreaterThanOrEqual(400);
});
