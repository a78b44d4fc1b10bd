import { choose } from "../support/choosing";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, goInside, test } from "../support/owner";
import { expectUsablePages } from "../support/usable";

const path = `/${instance.project.slug}/broadcasts`;
const unique = () => Date.now().toString(36);

const tell = (email: string, trait: string) => core<{ id: string }>("/customers", { email, traits: { [trait]: true } });

/** A segment of the people with a trait, filled. */
async function aSegment(name: string, trait: string) {
  const { id } = await core<{ id: string }>("/segments", { name, rule: { type: "trait", trait, operator: "exists" } });
  const filled = async () => (await core<{ up_to_date: boolean }>(`/segments/${id}`)).up_to_date;
  await expect.poll(filled, { timeout: 30_000 }).toBe(true);
  return id;
}

test("a broadcast is made, looked at, sent, and told about; who gets it and who does not is one click away", async ({ page }) => {
  const [run, trait] = [unique(), `news_${unique()}`];
  for (const name of ["ann", "bob"]) await tell(`${name}-${run}@example.com`, trait);
  await core("/customers", { user_id: `nobody-${run}`, traits: { [trait]: true } });
  await aSegment(`Readers ${run}`, trait);

  await page.goto(path);
  await page.getByRole("button", { name: "New broadcast" }).first().click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Spring ${run}`);
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByRole("heading", { name: `Spring ${run}`, level: 1 })).toBeVisible();
  await expect(page.getByText("No audience is chosen yet.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Send or schedule…" })).toBeDisabled();

  await page
    .getByRole("group", { name: "In any of these segments" })
    .getByRole("checkbox", { name: `Readers ${run}` })
    .click();
  const estimate = page.getByRole("region", { name: "Who will get this" });
  await expect(estimate.getByRole("link", { name: "2", exact: true })).toBeVisible();
  await expect(estimate.getByRole("row", { name: "have no address 1" })).toBeAttached();
  await expect(page.getByText("2 people would get “Welcome”.")).toBeVisible();
  await expect(page.getByText("Nothing is really sent: mail stays on this machine.", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Preview", exact: true }).click();
  await expect(page.frameLocator("iframe[title='Preview of the email']").getByRole("heading", { name: "Hello Ada" })).toBeVisible();

  await page.getByRole("button", { name: "Send or schedule…" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("2 people, as of now")).toBeVisible();
  await dialog.getByRole("button", { name: "Send to 2 people" }).click();
  await expect(page.getByText("Sent", { exact: true }).first()).toBeVisible({ timeout: 30_000 });
  const everybody = page.getByRole("region", { name: "Everybody in the audience" });
  await expect(everybody.getByRole("link", { name: "3", exact: true })).toBeVisible({ timeout: 30_000 });

  await expect(page.getByText("of 3 in the audience, 1 left out")).toBeVisible();
  const email = page.getByRole("region", { name: "The email" });
  await expect(email.getByText("Welcome, Ada")).toBeVisible();
  await expect(email.frameLocator("iframe").getByRole("heading", { name: "Hello Ada" })).toBeVisible();

  await everybody.getByRole("link", { name: "1", exact: true }).click();
  await expect(page.getByText("They have no email address.")).toBeVisible();
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/outcome=skipped&reason=no_address/);
  await expect(page.getByLabel("Reason")).toHaveValue("no_address");
  await page.getByLabel("Status").selectOption("sent");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: `ann-${run}@example.com` })).toBeVisible();

  await page.goto(`${path}?q=${run}`);
  await page.getByLabel("Status").selectOption("Paused");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "No broadcast matches" })).toBeVisible();
  await page.getByLabel("Status").selectOption("Sent");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("link", { name: `Spring ${run}` })).toBeVisible();
});

test("an email of a broadcast tells that it was opened and followed, and leaving it leaves every broadcast", async ({ page, request }) => {
  const [run, trait] = [unique(), `tracked_${unique()}`];
  const customer = await tell(`cat-${run}@example.com`, trait);
  const segment = await aSegment(`Tracked ${run}`, trait);
  const document = {
    type: "doc",
    content: [
      {
        type: "paragraph",
        content: [{ type: "text", text: "Read on", marks: [{ type: "link", attrs: { href: `${instance.url}/api/health/live?a=1&b=2` } }] }],
      },
    ],
  };
  const template = await core<{ id: string }>("/templates", { name: `Linked ${run}`, subject: "News", document });
  const audience = { include: { segments: [segment] } };
  const { id } = await core<{ id: string }>("/broadcasts", { name: `Linked ${run}`, audience, template_id: template.id });
  await core(`/broadcasts/${id}/send`, {});
  const status = async () => (await core<{ status: string }>(`/broadcasts/${id}`)).status;
  await expect.poll(status, { timeout: 30_000 }).toBe("sent");

  const messages = await core<{ data: { id: string; source_id: string }[] }>(`/messages?customer=${customer.id}`);
  const sent = messages.data.find(({ source_id }) => source_id === id)!;
  const { html, headers } = await core<{ html: string; headers: Record<string, string> }>(`/messages/${sent.id}`);
  await page.waitForTimeout(2_100); // a link that is followed sooner is followed by a scanner
  const browser = { "user-agent": await page.evaluate(() => navigator.userAgent.replace("Headless", "")) };
  const link = /href="([^"]+\/t\/c\/[^"]+)"/.exec(html)![1]!;
  const answer = await request.get(link, { maxRedirects: 0, headers: browser });
  expect([answer.status(), answer.headers().location]).toEqual([302, `${instance.url}/api/health/live?a=1&b=2`]);
  const picture = await request.get(/src="([^"]+\/t\/o\/[^"]+)"/.exec(html)![1]!, { headers: browser });
  expect([picture.status(), picture.headers()["content-type"]]).toEqual([200, "image/gif"]);
  expect((await request.get(`${link}9`, { maxRedirects: 0 })).status()).toBe(404);

  const leave = /^<(.+)>$/.exec(headers["List-Unsubscribe"]!)![1]!;
  await page.goto(leave);
  await page.getByRole("button", { name: "Unsubscribe from newsletters" }).click();
  await expect(page.getByRole("heading", { name: /^You get no more newsletters/ })).toBeVisible();

  type Report = { report: { opened: number; clicked: number; unsubscribed: number } };
  const told = async () => {
    const { report } = await core<Report>(`/broadcasts/${id}`);
    return [report.opened, report.clicked, report.unsubscribed];
  };
  await expect.poll(told, { timeout: 30_000 }).toEqual([1, 1, 1]);
  await goTo(page, `/${instance.project.slug}/messages/${sent.id}`);
  await expect(page.getByRole("definition").filter({ hasText: /^Once, / })).toHaveCount(2); // opened, and clicked
  await expect(page.getByRole("link", { name: "version 1" })).toHaveAttribute("href", /\/versions\?version=1$/);
  await page
    .getByRole("link", { name: `Linked ${run}` })
    .first()
    .click();
  await expect(page).toHaveURL(`${path}/${id}`);
  await goTo(page, `/${instance.project.slug}/customers/${customer.id}`);
  await expect(page.getByText("Unsubscribed from broadcasts", { exact: true })).toHaveCount(2); // what they are, and when they became it
  await goTo(page, `${path}/${id}`);
  await expect(page.getByRole("region", { name: "Links" }).getByText("/api/health/live?a=1&b=2")).toBeVisible();
});

test("one that is scheduled can be taken back, changed, duplicated and deleted", async ({ page }) => {
  const name = `Later ${unique()}`;
  const { id } = await core<{ id: string }>("/broadcasts", { name: `Before ${name}` });
  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Rename…" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("dialog").getByRole("button", { name: "Rename" }).click();
  await expect(page.getByRole("heading", { name, level: 1, exact: true })).toBeVisible();
  await page.getByLabel("Send to").selectOption("everyone"); // what is open keeps the new name, and is saved over it
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Send or schedule…" }).click();
  await expect(page.getByRole("dialog", { name: `Send “${name}”` })).toBeVisible();
  await page.getByLabel("When").selectOption("later");
  await page.getByLabel("Date and time").fill("2099-01-01T10:00");
  await page.getByRole("button", { name: /^Schedule for/ }).click();
  await expect(page.getByText("Scheduled", { exact: true })).toBeVisible();
  await expect(page.getByText("Unschedule it to make changes.")).toBeVisible();
  await page.getByRole("button", { name: "Unschedule" }).click();
  await expect(page.getByText("Draft", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: `${name} (copy)` })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete broadcast" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
});

test("times are told in the project's zone, and who is in another one sees both when they schedule", async ({ page, browser }) => {
  const inZone = async (zone: string) => {
    await page.goto(`/${instance.project.slug}/settings`);
    await choose(page, page.getByRole("combobox", { name: "Time zone" }), zone);
    await page.getByRole("button", { name: "Save" }).click();
    await expect(page.getByText("Saved")).toBeVisible();
  };
  await inZone("Asia/Tokyo");
  try {
    const context = await browser.newContext({ baseURL: instance.url, timezoneId: "Europe/Lisbon" });
    await goInside(context, browser);
    const abroad = await context.newPage();
    const name = `Abroad ${unique()}`;
    const { id } = await core<{ id: string }>("/broadcasts", { name, audience: { include: { everyone: true } } });
    await abroad.goto(`${path}/${id}`);
    await abroad.getByRole("button", { name: "Send or schedule…" }).click();
    await abroad.getByLabel("When").selectOption("later");
    await abroad.getByLabel("Date and time").fill("2099-01-01T20:00");
    const [there, then] = ["In your time zone, Europe/Lisbon.", "Fri, Jan 2, 2099, 5:00 AM GMT+9"];
    await expect(abroad.getByText(`${there} In the project’s, Asia/Tokyo: ${then}.`)).toBeVisible();
    await abroad.getByRole("button", { name: /^Schedule for/ }).click();
    await expect(abroad.getByText(`Goes out ${then}`)).toBeVisible();
    await abroad.goto(`${path}?q=${encodeURIComponent(name)}`);
    await expect(abroad.getByText("Jan 2, 2099", { exact: true })).toHaveAttribute("title", "Jan 2, 2099, 5:00:00 AM GMT+9");
    await context.close();
  } finally {
    await inZone("UTC");
  }
});

test("among many tags one is found by a part of its name, by keyboard, and what was chosen before stays", async ({ page }) => {
  const run = unique();
  for (let i = 0; i < 9; i++) await core("/tags", { name: `Many ${run} ${i}` });
  const { id } = await core<{ id: string }>("/broadcasts", { name: `Many ${run}` });
  await page.goto(`${path}/${id}`);
  const tags = page.getByRole("group", { name: "Or with any of these tags" });
  const find = tags.getByRole("searchbox");
  const tick = async (name: string) => {
    await find.fill(name);
    await expect(tags.getByRole("checkbox")).toHaveCount(1);
    await find.press("Tab");
    await page.keyboard.press("Space");
    await expect(tags.getByRole("checkbox", { name })).toBeChecked();
  };
  await tick(`many ${run} 3`);
  await tick(`MANY ${run} 7`);
  await expect(tags.getByRole("status")).toHaveText(/^1 of \d+ shown\. 2 chosen\.\s*$/);
  await find.fill("");
  for (const n of [3, 7]) await expect(tags.getByRole("checkbox", { name: `Many ${run} ${n}` })).toBeChecked();
  await find.fill("nothing is called this");
  await expect(tags.getByRole("status")).toHaveText(/^None of \d+ shown\. 2 chosen\.\s*$/);
});

test("a change that did not arrive is not forgotten: it is sent again when asked, and by itself when the network is back", async ({
  page,
  context,
}) => {
  const { id } = await core<{ id: string }>("/broadcasts", { name: `Offline ${unique()}` });
  await page.goto(`${path}/${id}`);
  const [lost, sendTo] = [page.getByText("Not saved. Check your connection."), page.getByLabel("Send to")];
  await page.route("**", (route) => (route.request().method() === "POST" ? route.abort() : route.fallback()));
  await sendTo.selectOption("everyone");
  await expect(lost).toBeVisible();
  await page.unrouteAll();
  await page.getByRole("button", { name: "Try again" }).click();
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();

  await context.setOffline(true);
  await sendTo.selectOption("segments");
  await expect(lost).toBeVisible();
  await page.getByRole("checkbox", { name: /^Track opens and clicks/ }).click();
  await expect(lost).toBeVisible();
  await context.setOffline(false);
  await expect(page.getByText("Saved", { exact: true })).toBeVisible();
  const kept = await core<{ audience: { include: { everyone: boolean } }; tracking: boolean }>(`/broadcasts/${id}`);
  expect([kept.audience.include.everyone, kept.tracking]).toEqual([false, false]);
});

test("its pages are accessible, in light and in dark", async ({ page }) => {
  const { id } = await core<{ id: string }>("/broadcasts", { name: `Axe ${unique()}`, audience: { include: { everyone: true } } });
  const sent = (await core<{ data: { id: string }[] }>("/broadcasts?status=sent")).data[0];
  await expectUsablePages(page, [`${path}/${id}/people`, ...(sent ? [`${path}/${sent.id}`] : [])]);
});

test("a broadcast that does not exist is not there", async ({ page }) => {
  expect((await page.goto(`${path}/brd_01m8577srdf0pry5kyh48qsj4w`))?.status()).toBe(404);
});

test("a viewer sees a draft and who would get it, and neither changes nor sends it", async ({ viewer: page }) => {
  const name = `Looked at ${unique()}`;
  const { id } = await core<{ id: string }>("/broadcasts", { name, audience: { include: { everyone: true } } });
  await page.goto(`${path}?q=${encodeURIComponent(name)}`);
  await expect(page.getByRole("link", { name })).toBeVisible();
  await expect(page.getByRole("button", { name: "New broadcast" })).toBeDisabled();
  await page.goto(`${path}?new`); // as the palette goes there
  await expect(page.getByRole("button", { name: "New broadcast" })).toBeDisabled();
  await expect(page.getByRole("dialog", { name: "New broadcast" })).toHaveCount(0);
  await goTo(page, `${path}/${id}`);
  await expect(page.getByRole("region", { name: "Who will get this" })).toBeVisible();
  await expect(page.getByLabel("Send to")).toBeDisabled();
  for (const button of ["Send or schedule…", "More actions"]) await expect(page.getByRole("button", { name: button })).toHaveCount(0);
});
