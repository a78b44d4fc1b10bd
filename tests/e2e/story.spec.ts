import { Analytics } from "@segment/analytics-node";
import { screen } from "../../scripts/launch/screen";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { paste } from "../support/pasting";

type Message = { id: string; state: string; reason: string | null; subject: string; html: string; headers: Record<string, string> };
type Listed<T> = { data: T[] };

const stranger = (who: string) => `${who}-${Date.now().toString(36)}@example.com`;
const customerBy = async (email: string) => (await core<Listed<{ id: string }>>(`/customers?q=${encodeURIComponent(email)}`)).data[0];
const messagesOf = async (id: string) => (await core<Listed<Message>>(`/messages?customer=${id}`)).data;
/** How soon is printed, to be read on a quiet machine: a second for the event, five for the email. */
const soon = { timeout: 30_000, intervals: [50] };

/** The line of the start screen, about somebody who was not here yet. */
async function beaconSignedUp(email: string) {
  const [line] = /^curl .+$/m.exec(screen(instance, false, ".data"))!;
  expect(JSON.parse(await paste(line.replace("ada@example.com", email)))).toEqual({ success: true, code: 200, data: null });
}

async function segmentSignedUp(email: string, userId: string) {
  const analytics = new Analytics({ writeKey: instance.project.publicKey, host: instance.url, flushAt: 2 });
  analytics.identify({ userId, traits: { email, firstName: "Ada" } });
  analytics.track({ userId, event: "Signed Up", properties: { plan: "pro" } });
  await analytics.closeAndFlush();
}

/** Everything that must follow one "Signed Up": event, customer, segment, automation, and the email that greets them. */
async function expectWelcome(email: string): Promise<{ customerId: string; message: Message }> {
  const begun = performance.now();
  const told = (what: string) => console.log(`    ${what} after ${Math.round(performance.now() - begun)} ms`);
  await expect.poll(() => customerBy(email), soon).toBeTruthy();
  told("the customer is there");
  const { id: customerId } = (await customerBy(email))!;
  const events = await core<Listed<{ name: string; properties: object }>>(`/events?customer=${customerId}`);
  expect(events.data).toMatchObject([{ name: "Signed Up", properties: { plan: "pro" } }]);

  const [segment] = (await core<Listed<{ id: string; name: string }>>("/segments?q=New this week")).data;
  const isIn = async () =>
    (await core<Listed<{ id: string }>>(`/segments/${segment!.id}/customers?limit=100`)).data.some(({ id }) => id === customerId);
  await expect.poll(isIn, soon).toBe(true);
  await expect.poll(async () => (await messagesOf(customerId)).map(({ state }) => state), soon).toEqual(["sent"]);
  told("the email is in the mailbox");
  const [automation] = (await core<Listed<{ id: string }>>("/automations?q=Welcome")).data;
  const done = async () =>
    (await core<Listed<{ customer: string }>>(`/automations/${automation!.id}/runs?status=done`)).data.map((run) => run.customer);
  await expect.poll(done, soon).toContain(customerId);
  return { customerId, message: (await messagesOf(customerId))[0]! };
}

test("one curl: a customer, a segment, an automation, an email whose one-click unsubscribe holds", async ({ page }) => {
  const email = stranger("grace");
  await page.goto(`/${instance.project.slug}/events`);
  await expect(page.getByRole("status").filter({ hasText: "Live" })).toBeVisible();
  await beaconSignedUp(email);
  await expect(page.getByRole("row").filter({ hasText: email })).toContainText("Signed Up");
  const { customerId, message } = await expectWelcome(email);

  expect(message.headers["List-Unsubscribe-Post"]).toBe("List-Unsubscribe=One-Click");
  const link = /<(https?:[^>]+)>/.exec(message.headers["List-Unsubscribe"]!)![1]!;
  await page.goto(link);
  await expect(page.getByRole("button", { name: /unsubscribe/i })).toBeVisible();
  const left = await fetch(link, { method: "POST", body: new URLSearchParams({ "List-Unsubscribe": "One-Click" }), redirect: "manual" });
  expect([left.status, left.headers.get("location")]).toEqual([200, null]);

  await beaconSignedUp(email);
  await expect
    .poll(async () => (await messagesOf(customerId)).map(({ state, reason }) => [state, reason]), soon)
    .toContainEqual(["skipped", "unsubscribed"]);
});

test("Segment's own SDK, unchanged, tells the same story", async () => {
  const email = stranger("ada");
  await segmentSignedUp(email, `user-${Date.now()}`);
  const { message } = await expectWelcome(email);
  expect(message.html).toContain("Ada");
});

test("the email is in the mailbox as it was sent", async ({ page }) => {
  const email = stranger("mary");
  await beaconSignedUp(email);
  const { message } = await expectWelcome(email);

  await page.goto(`/mailbox?project=${instance.project.slug}`);
  await page.getByRole("link", { name: new RegExp(email) }).click();
  await expect(page.getByRole("heading", { name: message.subject })).toBeVisible();
  await expect(page.getByText(email, { exact: true })).toBeVisible();
  await page.getByRole("tab", { name: "Headers" }).click();
  await expect(page.getByText("List-Unsubscribe-Post")).toBeVisible();
});
