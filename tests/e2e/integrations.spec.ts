import { aListener, answering } from "../support/listener";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsablePages } from "../support/usable";
import { verified } from "../support/verified";

const path = `/${instance.project.slug}/integrations`;
const unique = () => Date.now().toString(36);

let server: Awaited<ReturnType<typeof aListener>>;
test.beforeEach(async () => {
  server = await aListener();
});
test.afterEach(() => server.stop());

test("Slack is connected, tried, paused and disconnected; its address is not shown again", async ({ page }) => {
  await page.goto(path);
  await page.getByRole("listitem").filter({ hasText: "Slack" }).getByText("Connect", { exact: true }).click({ force: true }); // the row is the link, wherever it is pressed
  await page.getByLabel("Webhook address").fill("http://192.168.0.1/services/x");
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect(page.getByText("Use an https address.")).toBeVisible();
  await page.getByLabel("Webhook address").fill(`${server.url}/services/very-secret`);
  await page.getByRole("button", { name: "Connect Slack" }).click();
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText(/^200 ok \(/)).toBeVisible();
  server.next.push(answering(404, "no_service"));
  await page.getByRole("button", { name: "Send a test" }).click();
  await expect(page.getByText(/^404 no_service \(/)).toBeVisible();
  await expect(page.getByRole("region", { name: "Activity" }).getByRole("row", { name: /Test Refused/ })).toBeVisible();
  expect(JSON.parse(server.heard[0]!.body).text).toContain("CrowdPower is connected.");

  await page.reload();
  expect(await page.content()).not.toContain("very-secret");
  await page.getByRole("button", { name: "Pause" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Disconnect" }).click();
  await page.getByRole("button", { name: "Disconnect Slack" }).click();
  await expect(page.getByText("Not connected")).toBeVisible();
});

test("a webhook is told of an event the moment it happens, signed; what failed is delivered again by hand", async ({ page }) => {
  const name = `Paid ${unique()}`;
  await page.goto(`${path}/webhooks/new`);
  await page.getByLabel("Address").fill(`${server.url}/hooks`);
  await page.getByLabel("What it is for (optional)").fill(name);
  await page.getByRole("checkbox", { name: /^A customer is created/ }).click();
  await page.getByRole("button", { name: "Create webhook" }).click();
  await expect(page.getByText("Choose at least one kind of event.")).toBeVisible();
  await page.getByRole("checkbox", { name: /^An event is recorded/ }).click();
  await page.getByLabel("Only these events (optional)").fill(name);
  await page.getByRole("button", { name: "Create webhook" }).click();
  const secret = (await page.locator("code", { hasText: "whsec_" }).textContent()) ?? "";
  await page.getByRole("link", { name: "Open the webhook" }).click();
  await expect(page.getByRole("heading", { name })).toBeVisible();
  expect(await page.content()).not.toContain(secret);

  server.next.push(answering(410, "Closed"));
  const { id } = await core<{ id: string }>("/events", { user_id: unique(), name, properties: { amount: 7 } });
  await expect.poll(() => server.heard.length, { timeout: 30_000 }).toBe(1);
  expect(verified(secret, server.heard[0]!)).toMatchObject({ type: "event.recorded", data: { event: { id, properties: { amount: 7 } } } });
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("It was switched off:")).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("button", { name: "Switch on" }).click();
  await page.getByRole("button", { name: "Deliver event.recorded again" }).click();
  await expect.poll(() => server.heard.length, { timeout: 30_000 }).toBe(2);
  expect(server.heard[1]!.body).toBe(server.heard[0]!.body);
  await expect(async () => {
    await page.reload();
    await expect(page.getByText("Delivered", { exact: true })).toBeVisible({ timeout: 1_000 });
  }).toPass({ timeout: 30_000 });
  await page.getByRole("button", { name: "Delete" }).click();
  await page.getByRole("button", { name: "Delete webhook" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}/webhooks$`));
});

test("why a webhook cannot be deleted is said where it was asked", async ({ page }) => {
  const { id } = await core<{ id: string }>("/webhooks", { url: `${server.url}/hooks`, kinds: ["message.bounced"] });
  await page.goto(`${path}/webhooks/${id}`);
  await page.getByRole("button", { name: "Delete" }).click();
  const gone = await page.request.delete(`/api/v1/webhooks/${id}`, { headers: { authorization: `Bearer ${instance.project.secretKey}` } });
  expect(gone.ok()).toBe(true);
  const dialog = page.getByRole("dialog", { name: "Delete this webhook?" });
  await dialog.getByRole("button", { name: "Delete webhook" }).click();
  await expect(dialog.getByRole("alert")).toHaveText("That webhook does not exist.");
});

test("an automation offers what is connected, and says where the rest is connected", async ({ page }) => {
  const { id } = await core<{ id: string }>("/automations", { name: `Tell the team ${unique()}` });
  await page.goto(`/${instance.project.slug}/automations/${id}`);
  await page.getByRole("button", { name: "Add a step at the beginning of the flow" }).click();
  await page.getByRole("menuitem", { name: /^Use an integration/ }).click();
  await page.getByLabel("What it does").selectOption({ label: "Send a Discord message (not connected)" });
  await expect(page.getByText("Discord is not connected. Connect it under Integrations.")).toBeVisible();
  await page.getByLabel("Message").fill("{{ customer.email }} is here");
  await expect(page.getByText("Draft saved.")).toBeVisible();
  await page.getByRole("link", { name: "Connect it" }).click();
  await expect(page.getByRole("heading", { name: "Discord" })).toBeVisible();
});

test("a viewer sees what there is and may change nothing of it", async ({ viewer: page }) => {
  await page.goto(`${path}/slack`);
  await expect(page.getByText("Only admins and owners of this project may connect or change it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Connect Slack" })).toBeDisabled();
  const { id } = await core<{ id: string }>("/webhooks", { url: `${server.url}/hooks`, kinds: ["message.bounced"] });
  await goTo(page, `${path}/webhooks/${id}`);
  for (const name of ["New secret", "Switch off", "Delete", "Send a test"]) {
    await page.getByRole("button", { name, exact: true }).click({ force: true });
    await expect(page.getByRole("button", { name, exact: true })).toBeDisabled();
  }
  await expect(page.getByRole("dialog", { name: "Delete this webhook?" })).toHaveCount(0);
  await goTo(page, `${path}/webhooks`);
  await expect(page.getByRole("button", { name: "New webhook" })).toBeDisabled();
  await expect(page.getByRole("link", { name: "New webhook" })).toHaveCount(0);
  await goTo(page, `${path}/webhooks/new`);
  await expect(page.getByRole("button", { name: "Create webhook" })).toBeDisabled();
});

test("the pages of integrations can be used by everybody, light and dark, wide and narrow", async ({ page }) => {
  const { id } = await core<{ id: string }>("/webhooks", { url: `${server.url}/hooks`, kinds: ["message.bounced"] });
  const places = ["/resend", "/webhook", "/beacon", `/webhooks/${id}`];
  await expectUsablePages(
    page,
    places.map((place) => `${path}${place}`),
  );
});
