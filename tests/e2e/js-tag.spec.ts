import { randomUUID } from "node:crypto";
import { type BrowserContext, expect, type Page, test } from "@playwright/test";
import { snippetsFor } from "../../components/onboarding/code";
import { core, instance } from "../support/instance";
import { otherSite } from "../support/other-site";

type Event = { name: string; properties: Record<string, unknown>; context: Record<string, unknown> | null; anonymous_id: string | null };
type Person = {
  id: string;
  email: string | null;
  traits: Record<string, unknown>;
  sessions: { count: number };
  charges: { sum: number; currency: string }[];
};

const { code } = snippetsFor(instance.url, instance.project.publicKey, null)[0]!;
const LOADER = code.slice(0, code.indexOf('cp("init"'));
/** A page with the snippet as it is pasted, beginning with these options and calls. */
const site = (calls = "", options = "{}") =>
  otherSite({
    "/": `<!doctype html><title>Shop</title>${LOADER}cp("init", "${instance.project.publicKey}", ${options});${calls}</script><a href="/next">Next</a>`,
  });

const someone = () => `tag-${randomUUID().slice(0, 8)}`;
const cp = (page: Page, ...said: unknown[]) =>
  page.evaluate((said) => (window as unknown as { cp: (...said: unknown[]) => void }).cp(...said), said);

async function eventsOf(userId: string): Promise<Event[]> {
  const { data } = await core<{ data: Event[] }>(`/events?limit=100&customer=user_id:${userId}`).catch(() => ({ data: [] as Event[] }));
  return data.reverse();
}
const namesOf = async (userId: string) => (await eventsOf(userId)).map(({ name }) => name).sort();
const within = { timeout: 10_000, intervals: [100] };

/** What a browser sent to us, whether or not it arrived. */
async function sentBy(context: BrowserContext) {
  const sent: { method: string; type: string; body: string }[] = [];
  context.on("request", (request) => {
    if (request.url().startsWith(`${instance.url}/beacon/`))
      sent.push({ method: request.method(), type: request.resourceType(), body: request.postData() ?? "" });
  });
  return sent;
}

test("what is called before the tag is there arrives, as one request that needs no permission", async ({ page, context }) => {
  const user = someone();
  await using shop = await site(
    `cp("identify", { user_id: "${user}", email: "${user}@example.com", name: "Ada Lovelace", custom_attributes: { plan: "pro" } });
     cp("event", "Signed Up", { plan: "pro" }); cp("event", { action: "Looked", properties: { at: 1 } }); cp("charge", { amount: 1999, currency: "EUR" }); cp("tag", "VIP");`,
  );
  const sent = await sentBy(context);
  await page.goto(`${shop.url}/?utm_source=ad&utm_campaign=spring`);
  await expect.poll(() => namesOf(user), within).toEqual(["Charged", "Looked", "Page Viewed", "Signed Up"]);
  expect(sent.map(({ method }) => method)).toEqual(["POST"]);

  const person = await core<Person>(`/customers/user_id:${user}`);
  expect(person).toMatchObject({
    email: `${user}@example.com`,
    traits: { first_name: "Ada", plan: "pro" },
    sessions: { count: 1 },
    charges: [{ sum: 1999, currency: "EUR" }],
  });
  const signedUp = (await eventsOf(user)).find(({ name }) => name === "Signed Up")!;
  expect(signedUp).toMatchObject({
    properties: { plan: "pro" },
    anonymous_id: expect.any(String),
    context: {
      campaign: { source: "ad", name: "spring" },
      page: { title: "Shop", path: "/" },
      locale: expect.any(String),
      timezone: expect.any(String),
      userAgent: expect.stringContaining("Chrome"),
      sessionId: expect.any(String),
      screen: { width: expect.any(Number) },
    },
  });
});

test("a single-page app's pages are visits, each with its title and the page before", async ({ page }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`);
  await page.goto(shop.url);
  await page.evaluate(() => {
    history.pushState({}, "", "/pricing?plan=pro");
    document.title = "Pricing";
  });
  await page.waitForTimeout(150);
  await page.evaluate(() => {
    history.replaceState({}, "", "/pricing?plan=pro"); // as frameworks do: the same page
    location.hash = "faq"; // nor is a place within it another one
  });
  await page.waitForTimeout(150);
  await page.goBack();
  await page.goBack();
  const visits = async () =>
    (await eventsOf(user))
      .filter(({ name }) => name === "Page Viewed")
      .map(({ properties: { url, title, referrer } }) => ({ url, title, referrer }));
  await expect.poll(async () => (await visits()).length, within).toBe(3);
  expect(await visits()).toEqual([
    { url: `${shop.url}/`, title: "Shop", referrer: undefined },
    { url: `${shop.url}/pricing?plan=pro`, title: "Pricing", referrer: `${shop.url}/` },
    { url: `${shop.url}/`, title: "Pricing", referrer: `${shop.url}/pricing?plan=pro` },
  ]);
});

test("pages that a single-page app keeps behind the hash are visits where it says so", async ({ page }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`, "{ hash: true }");
  await page.goto(shop.url);
  await page.evaluate(() => {
    location.hash = "/pricing?plan=pro";
  });
  const visits = async () =>
    (await eventsOf(user)).filter(({ name }) => name === "Page Viewed").map(({ properties: { url, path } }) => ({ url, path }));
  await expect.poll(visits, within).toEqual([
    { url: `${shop.url}/`, path: "/" },
    { url: `${shop.url}/#/pricing?plan=pro`, path: "/pricing" },
  ]);
});

test("a visitor nobody knew becomes the customer they say they are, with all they did before", async ({ page }) => {
  const user = someone();
  await using shop = await site();
  await page.goto(shop.url);
  await cp(page, "event", "Looked Around");
  await page.waitForTimeout(500);
  await page.goto(`${shop.url}/next`);
  await cp(page, "identify", { user_id: user, email: `${user}@example.com` });
  await expect.poll(() => namesOf(user), within).toEqual(["Looked Around", "Page Viewed", "Page Viewed"]);
  await cp(page, "reset");
  await cp(page, "event", "By somebody else");
  await page.waitForTimeout(700);
  expect(await namesOf(user)).not.toContain("By somebody else");
});

test("what is called as the page is left arrives, and counts once", async ({ page, context }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`);
  const sent = await sentBy(context);
  await page.goto(shop.url);
  await expect.poll(() => namesOf(user), within).toEqual(["Page Viewed"]);
  await page.evaluate(() => {
    addEventListener("pagehide", () => (window as unknown as { cp: (...said: unknown[]) => void }).cp("event", "Left"), { capture: true });
    location.href = "about:blank";
  });
  await page.waitForURL("about:blank");
  await expect.poll(() => namesOf(user), within).toEqual(["Left", "Page Viewed"]);
  expect(sent.filter(({ body }) => body.includes('"Left"'))).toEqual([]); // no page was left to see it go: it went as a beacon
  await page.goto(shop.url); // the next page sends again what nobody has acknowledged
  await expect.poll(() => namesOf(user), within).toEqual(["Left", "Page Viewed", "Page Viewed"]);
});

test("what is called offline waits, survives the page, and arrives with its own time", async ({ page, context }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`);
  await page.goto(shop.url);
  await expect.poll(() => namesOf(user), within).toEqual(["Page Viewed"]);
  await context.setOffline(true);
  await cp(page, "event", "Offline", { n: 1 });
  await page.waitForTimeout(2_000); // it tries, and fails
  expect(await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cp_q_")).length)).toBe(1);
  await context.setOffline(false);
  await expect.poll(() => namesOf(user), within).toEqual(["Offline", "Page Viewed"]);
  await expect.poll(() => page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("cp_q_")).length)).toBe(0);
});

test("asked to come back later, it does", async ({ page, context }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`, "{ pages: false }");
  let refusals = 0;
  await context.route(`${instance.url}/beacon/batch`, (route) =>
    refusals++ < 2
      ? route.fulfill({
          status: refusals === 1 ? 429 : 503,
          headers: { "retry-after": "1", "access-control-allow-origin": "*", "access-control-expose-headers": "Retry-After" },
        })
      : route.continue(),
  );
  await page.goto(shop.url);
  await cp(page, "event", "Once");
  await expect.poll(() => namesOf(user), within).toEqual(["Once"]);
  expect(refusals).toBeGreaterThanOrEqual(3);
});

test("what a page could not send, not even with its last breath, the next one does", async ({ page, context }) => {
  const user = someone();
  const opened = (options: string) => `${LOADER}cp("init", "${instance.project.publicKey}", ${options});</script>`;
  await using shop = await otherSite({
    "/": `<!doctype html><title>Shop</title>${opened('{ pages: false, host: "http://127.0.0.1:9" }')}`, // where nobody listens
    "/next": `<!doctype html><title>Next</title>${opened("{ pages: false }")}`,
  });
  await page.goto(shop.url);
  await cp(page, "identify", { user_id: user });
  await cp(page, "event", "Kept");
  await page.waitForTimeout(600);
  await page.close();
  expect(await namesOf(user)).toEqual([]);
  await (await context.newPage()).goto(`${shop.url}/next`);
  await expect.poll(() => namesOf(user), within).toEqual(["Kept"]);
});

test("two tabs are one visitor in one session, and neither loses or doubles a call", async ({ page, context }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`, "{ pages: false }");
  const other = await context.newPage();
  await Promise.all([page.goto(shop.url), other.goto(shop.url)]);
  await page.waitForFunction(() => "isLoaded" in (window as unknown as { cp: object }).cp);
  await other.waitForFunction(() => "isLoaded" in (window as unknown as { cp: object }).cp);
  await Promise.all(Array.from({ length: 20 }, (_, i) => cp(i % 2 === 0 ? page : other, "event", `Call ${i}`)));
  await expect.poll(async () => (await namesOf(user)).length, within).toBe(20);
  const facts = await eventsOf(user);
  expect(new Set(facts.map(({ anonymous_id }) => anonymous_id)).size).toBe(1);
  expect(new Set(facts.map(({ context }) => context?.sessionId)).size).toBe(1);
});

test("where the browser asks not to be tracked, nothing is stored or sent until the person agrees", async ({ page, context }) => {
  const user = someone();
  await context.addInitScript(() => Object.defineProperty(navigator, "globalPrivacyControl", { value: true }));
  await using shop = await site(`cp("identify", { user_id: "${user}" }); cp("event", "Untold");`);
  const sent = await sentBy(context);
  await page.goto(shop.url);
  await page.waitForTimeout(800);
  expect(await page.evaluate(() => Object.keys(localStorage))).toEqual([]);
  expect(sent).toEqual([]);
  await cp(page, "optIn");
  await cp(page, "identify", { user_id: user });
  await cp(page, "event", "Told");
  await expect.poll(() => namesOf(user), within).toEqual(["Told"]);
});

test("asked first, calls are held; agreed to, they arrive; refused, all that was kept is gone", async ({ page, context }) => {
  const user = someone();
  await using shop = await site(`cp("identify", { user_id: "${user}" });`, "{ askFirst: true, cookie: true }");
  const sent = await sentBy(context);
  await page.goto(shop.url);
  await page.waitForTimeout(600);
  expect([await page.evaluate(() => [Object.keys(localStorage), document.cookie]), sent]).toEqual([[[], ""], []]);
  await cp(page, "optIn");
  await expect.poll(() => namesOf(user), within).toEqual(["Page Viewed"]);
  await cp(page, "event", "Agreed");
  await expect.poll(() => namesOf(user), within).toEqual(["Agreed", "Page Viewed"]);
  expect(await page.evaluate(() => document.cookie)).toMatch(/cp_a=/);
  await cp(page, "optOut");
  await cp(page, "event", "Untold");
  await page.waitForTimeout(600);
  expect(await page.evaluate(() => [Object.keys(localStorage), document.cookie])).toEqual([["cp_c"], ""]);
  expect(await namesOf(user)).toEqual(["Agreed", "Page Viewed"]);
});

test("it never throws into the page, whatever it is told and wherever it may not store", async ({ page }) => {
  const user = someone();
  const errors: Error[] = [];
  page.on("pageerror", (error) => errors.push(error));
  await page.addInitScript(() => {
    const shut = () => {
      throw new DOMException("shut");
    };
    Object.defineProperty(window, "localStorage", { get: shut });
  });
  await using shop = await site(
    `cp("dance"); cp("event"); cp("identify"); cp("identify", { user_id: "${user}" }); var circle = {}; circle.circle = circle; cp("event", "Circle", circle);
     cp("event", "Huge", { text: "x".repeat(40000) }); cp("event", "Fine");`,
  );
  await page.goto(shop.url);
  await expect.poll(() => namesOf(user), within).toEqual(["Fine", "Page Viewed"]);
  expect(errors).toEqual([]);
});

test("the script is small, kept for an hour, and asked for anew by its mark", async ({ request }) => {
  const response = await request.get(`${instance.url}/cp.js`, { headers: { "accept-encoding": "gzip" } });
  const etag = response.headers().etag!;
  expect(response.headers()).toMatchObject({
    "cache-control": "public, max-age=3600, stale-while-revalidate=86400",
    "content-encoding": "gzip",
    "content-type": "text/javascript; charset=utf-8",
    "access-control-allow-origin": "*",
  });
  expect(await response.text()).toContain("/beacon/batch");
  expect((await request.get(`${instance.url}/cp.js`, { headers: { "if-none-match": etag } })).status()).toBe(304);
});
