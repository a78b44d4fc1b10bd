import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";

const path = `/${instance.project.slug}/events`;
const unique = () => Date.now().toString(36);

const happens = (action: string, email = `live-${unique()}@example.com`) =>
  fetch(`${instance.url}/beacon/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${instance.project.publicKey}` },
    body: JSON.stringify({ email, action, properties: { plan: "pro" } }),
  });

test("what arrives is seen by itself, what is refused with its reason, and each opens", async ({ page }) => {
  const name = `Shown ${unique()}`;
  await page.goto(path);
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await happens(name);
  await expect(page.getByRole("link", { name })).toBeVisible();

  await happens("");
  const refused = page.getByRole("row").filter({ hasText: "Rejected" }).first();
  await expect(refused).toContainText("action is missing");
  await refused.getByRole("link").click();
  await expect(page.getByRole("heading", { level: 1, name: "Rejected call" })).toBeVisible();

  await page.goBack();
  await page.getByRole("link", { name }).click();
  await expect(page.getByRole("heading", { level: 1, name })).toBeVisible();
  await expect(page.getByRole("region", { name: "Properties" })).toContainText('"plan": "pro"');
});

test("a view that is paused stands still and counts, and shows all of it when it goes on", async ({ page }) => {
  const [first, second] = [`First ${unique()}`, `Second ${unique()}`];
  await page.goto(path);
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await page.getByRole("button", { name: "Pause" }).click();
  await happens(first);
  await happens(second);
  await expect(page.getByRole("button", { name: "Resume, 2 new" })).toBeVisible();
  await expect(page.getByRole("link", { name: first })).toHaveCount(0);
  await page.getByRole("button", { name: /^Resume/ }).click();
  await expect(page.getByRole("link", { name: first })).toHaveCount(1);
  await expect(page.getByRole("link", { name: second })).toHaveCount(1);
});

test("a stream that cannot be reached is told, goes on by itself, and misses nothing", async ({ page }) => {
  const [missed, after] = [`Missed ${unique()}`, `After ${unique()}`];
  await page.route("**/events/live*", (route) => route.abort("connectionfailed"));
  await page.goto(path);
  await expect(page.getByRole("status").filter({ hasText: "Reconnecting" })).toBeVisible({ timeout: 30_000 });
  await happens(missed);
  await page.unroute("**/events/live*");
  await happens(after);
  await expect(page.getByRole("link", { name: after })).toHaveCount(1, { timeout: 30_000 });
  await expect(page.getByRole("link", { name: missed })).toHaveCount(1);
});

test("rejected calls have an address of their own, which the choice of a result leads to and home points at", async ({ page }) => {
  const name = `Recorded ${unique()}`;
  await happens("");
  await happens(name);
  await page.goto(path);
  await expect(page.getByRole("link", { name })).toBeVisible();
  await page.getByRole("searchbox").fill("action");
  await page.getByLabel("Result").selectOption("Rejected");
  await expect(page).toHaveURL(`${path}?outcome=refused`);
  await expect(page.getByRole("link", { name })).toHaveCount(0);
  await expect(page.getByRole("searchbox")).toHaveValue("action");
  await page.getByRole("searchbox").fill("");

  const rejected = page.getByRole("row").filter({ hasText: "action is missing" });
  const before = await rejected.count();
  await happens("");
  await happens(`Not shown ${name}`);
  await expect(rejected).toHaveCount(before + 1); // live, and nothing else comes in
  await expect(page.getByRole("row").filter({ hasText: "Recorded" })).toHaveCount(0);

  await goTo(page, `/${instance.project.slug}`);
  await page.getByRole("link", { name: /calls? (was|were) rejected$/ }).click();
  await expect(page).toHaveURL(`${path}?outcome=refused`);
  await expect(page.getByLabel("Result")).toHaveValue("refused");
});

test("the catalogue lists the name", async ({ page }) => {
  const name = `Listed ${unique()}`;
  await happens(name);
  for (const place of [path, `${path}/names?q=${encodeURIComponent(name)}`]) {
    await goTo(page, place);
    await expect(page.getByText(name)).toBeVisible();
  }
});

test("a viewer watches what arrives, and records nothing by hand", async ({ viewer: page }) => {
  const [name, email] = [`Watched ${unique()}`, `watched-${unique()}@example.com`];
  await happens(name, email);
  await page.goto(path);
  await expect(page.getByText(name)).toBeVisible();
  const { data } = await core<{ data: { id: string }[] }>(`/customers?q=${email}`);
  await goTo(page, `/${instance.project.slug}/customers/${data[0]!.id}`);
  await expect(page.getByRole("button", { name: "Record event" })).toBeDisabled();
});
