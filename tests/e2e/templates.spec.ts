import type { Page } from "@playwright/test";
import { choose } from "../support/choosing";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, OWNER, test } from "../support/owner";
import { expectUsable } from "../support/usable";

const { slug } = instance.project;
const compiled = { timeout: 20_000 }; // the compiler loads when it is first needed
const unique = () => Date.now().toString(36);

async function sendTestToMe(page: Page) {
  await page.getByRole("button", { name: "Send test" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByRole("checkbox", { name: OWNER.email })).toBeChecked();
  await dialog.getByRole("button", { name: "Send test" }).click();
  await expect(dialog.getByText(`Test sent to ${OWNER.email}`)).toBeVisible(compiled);
  await page.keyboard.press("Escape");
}

test("a template starts from the default one, is written, seen as a customer, published, and tested", async ({ page }) => {
  const run = unique();
  await core("/customers", { email: `ada-${run}@example.com`, traits: { first_name: "Ada" } });
  await page.goto(`/${slug}/templates`);
  await expectUsable(page);
  await page.getByRole("link", { name: "New template" }).click();
  await page.getByRole("listitem").filter({ hasText: "your default template" }).getByRole("button").click();
  await page.getByRole("dialog").getByLabel("Name").fill(`Trial ${run}`);
  await page.getByRole("button", { name: "Create template" }).click();

  const content = page.getByRole("textbox", { name: "Content of the email" });
  await expect(content).toContainText("Thank you for signing up.");
  await page.getByLabel("Subject").fill(`Ending soon ${run}, {{ customer.first_name }}`);
  await content.getByText("Until soon,").click();
  await page.keyboard.press("End");
  await page.keyboard.type(" dear ");
  await page.getByRole("button", { name: "Insert variable" }).click();
  await choose(page, page.getByLabel("What", { exact: true }), "Last name");
  await page.getByLabel("Fallback, when it is not known").fill("friend");
  await page.getByRole("dialog").getByRole("button", { name: "Insert variable" }).click();
  await expect(content).toContainText("Until soon, dear customer.last_name or “friend”");
  await expect(page.getByText("Draft saved.")).toBeVisible();
  await expectUsable(page);

  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByPlaceholder("Find a customer by address").fill(`ada-${run}`);
  await page.getByRole("button", { name: "Find", exact: true }).click();
  await page.getByRole("button", { name: `ada-${run}@example.com` }).click();
  await expect(page.getByText(`Ending soon ${run}, Ada`)).toBeVisible(compiled);
  await expect(page.frameLocator("iframe").getByText("Until soon, dear friend")).toBeVisible();
  await page.getByRole("button", { name: "Plain text" }).click();
  await expect(page.getByText("Until soon, dear friend")).toBeVisible();
  await page.getByRole("tab", { name: "Write" }).click();
  await expect(content).toContainText("Until soon, dear customer.last_name or “friend”");
  await expect(page.getByLabel("Subject")).toHaveAccessibleDescription(`For ada-${run}@example.com: Ending soon ${run}, Ada`);

  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published as version 1")).toBeVisible(compiled);
  await expect(page.getByText("Version 1 is published. What you change is kept as a draft until you publish it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish" })).toBeDisabled();
  await sendTestToMe(page);

  await page.goto(`/mailbox?project=${slug}&q=${run}`);
  await page.getByRole("link", { name: OWNER.email }).first().click();
  await expect(page.getByRole("heading", { name: `[Test] Ending soon ${run}, Ada` })).toBeVisible();
  await page.getByRole("tab", { name: "Headers" }).click();
  await expect(page.getByText("List-Unsubscribe=One-Click")).toBeVisible();
  await expect(page).toHaveTitle(new RegExp(`Ending soon ${run}, Ada · Mailbox`));
  await page.getByRole("button", { name: /Change project$/ }).click();
  const here = page.getByRole("menuitem").filter({ has: page.getByLabel("This project") });
  await expect(here).toHaveAttribute("href", `/mailbox?project=${slug}`); // the email is no section of a project
  await page.keyboard.press("Escape");
  await expectUsable(page);
});

test("Liquid is told in words where it is not edited, and is kept exactly as it is written", async ({ page }) => {
  const written = "{% for item in event.items limit: 6 %}{{ item.quantity | default: 1 }} × {{ item.name | upcase }}{% endfor %}";
  const document = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: `Yours: ${written}` }] }] };
  const { id } = await core<{ id: string }>("/templates", { name: `Told ${unique()}`, subject: "Yours", document });
  await page.goto(`/${slug}/templates/${id}`);
  const content = page.getByRole("textbox", { name: "Content of the email" });
  const chips = content.locator(".email-liquid:visible");
  await expect(chips).toHaveText(["for each item in event.items, 6 at most", "item.quantity or 1", "end"]);
  await expectUsable(page);
  await chips.first().click();
  await expect(chips).toHaveText(["item.quantity or 1", "end"]);
  await page.keyboard.press("ControlOrMeta+Home");
  await expect(chips).toHaveCount(3);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type(" {{ event.plan }} .");
  await expect(chips.last()).toHaveText("event.plan");
  const kept = async () => JSON.stringify((await core<{ document: object }>(`/templates/${id}`)).document);
  await expect.poll(kept).toContain(JSON.stringify(`Yours: ${written} {{ event.plan }} .`));
});

test("a variable goes into the line that was written in last, and is told in words there when the writer has left", async ({ page }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Line ${unique()}`, subject: "Good morning," });
  await page.goto(`/${slug}/templates/${id}`);
  const subject = page.getByLabel("Subject");
  await expect(page.getByText(/^Type \/ to add/)).toBeVisible();
  await subject.press("End");
  await page.getByRole("button", { name: "Insert variable" }).click();
  await page.getByLabel("Fallback, when it is not known").fill("friend");
  await page.getByRole("dialog").getByRole("button", { name: "Insert variable" }).click();
  await expect(subject).toHaveValue('Good morning,{{ customer.first_name | default: "friend" }}');
  await page.getByLabel("Preheader").focus();
  const told = page.getByText("customer.first_name or “friend”", { exact: true });
  await expect(told).toBeVisible();
  await expectUsable(page);
  await subject.focus();
  await expect(told).toBeHidden();
  const kept = async () => (await core<{ subject: string }>(`/templates/${id}`)).subject;
  await expect.poll(kept).toContain("first_name");

  await page.getByLabel("Sidebar").getByRole("link", { name: "Tags", exact: true }).click();
  await expect(page.getByRole("heading", { level: 1, name: "Tags" })).toBeVisible();
  await page.goBack();
  await expect(subject).toHaveValue(/first_name/);
  await subject.press("End");
  await subject.pressSequentially("!");
  await expect.poll(kept).toMatch(/!$/); // nobody else has changed it meanwhile
});

test("text that is selected is formatted by a toolbar, and a slash adds what an email is made of", async ({ page }) => {
  const document = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Plain words" }] }] };
  const { id } = await core<{ id: string }>("/templates", { name: `Formatted ${unique()}`, subject: "Yours", document });
  await page.goto(`/${slug}/templates/${id}`);
  const content = page.getByRole("textbox", { name: "Content of the email" });
  await content.getByText("Plain words").click();
  await page.keyboard.press("End");
  await page.keyboard.press("ControlOrMeta+Shift+ArrowLeft");
  const toolbar = page.locator("[data-re-bubble-menu]:visible");
  await expect(toolbar).toHaveCSS("display", "flex");
  await expectUsable(page);
  await toolbar.getByRole("button", { name: "bold" }).click();
  await expect(content.locator("strong")).toHaveText("words");
  await page.keyboard.press("ControlOrMeta+k");
  await page.keyboard.type("https://example.com/words");
  await page.keyboard.press("Enter");
  await expect(content.locator("a")).toHaveAttribute("href", "https://example.com/words");
  await expect(content).toBeFocused();
  const selected = () => page.evaluate(() => String(getSelection()));
  await content.getByText("Plain").click();
  await expect.poll(selected).toBe("");
  await page.keyboard.press("End");
  await page.keyboard.press("Enter");
  await page.keyboard.type("/button");
  await page.getByRole("button", { name: "Button" }).click();
  await expect(content).toBeFocused();
  await expect.poll(selected).toBe("Button"); // to be written over
  await page.keyboard.type("See it");
  const kept = async () => JSON.stringify((await core<{ document: object }>(`/templates/${id}`)).document);
  await expect.poll(kept).toContain('"type":"button"');
  await expect(content.getByText("See it", { exact: true })).toBeVisible();

  const edit = page.getByRole("button", { name: "Edit link" });
  const address = page.getByPlaceholder("Paste a link");
  await edit.click();
  await expect(address).toBeFocused();
  await page.keyboard.type("our shop");
  await page.keyboard.press("Enter");
  await expect(page.getByText("“our shop” is no address, so nothing leads there")).toBeVisible();
  await expect(address).toHaveValue("our shop");
  await address.fill("{{ event.url }}");
  await address.press("Enter");
  await expect(address).toHaveCount(0);
  await expect.poll(kept).toContain('"href":"{{ event.url }}"');
});

test("what cannot be published is refused with its place, and nothing is lost", async ({ page }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Broken ${unique()}`, subject: "Hello" });
  await page.goto(`/${slug}/templates/${id}`);
  await page.getByLabel("Subject").fill("Hello {{ customer.first_name | shout }}");
  await expect(page.getByLabel("Subject")).toHaveAccessibleDescription(/The subject cannot be published.*undefined filter: shout/);
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByRole("alert").getByText(/The subject cannot be published.*undefined filter: shout/)).toBeVisible(compiled);
  await page.reload();
  await expect(page.getByLabel("Subject")).toHaveValue("Hello {{ customer.first_name | shout }}");
});

test("a search for a person that cannot be read says so at its field, and an event that cannot stays as it was typed", async ({ page }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Looking ${unique()}`, subject: "{{ event.plan }}" });
  await page.goto(`/${slug}/templates/${id}`);
  await page.getByRole("tab", { name: "Preview" }).click();
  await page.getByPlaceholder("Find a customer by address").fill("x".repeat(201));
  await page.getByRole("button", { name: "Find" }).click();
  await expect(page.getByPlaceholder("Find a customer by address")).toHaveAccessibleDescription(/200/);

  await page.getByRole("button", { name: "Change the event" }).click();
  const properties = page.getByRole("dialog").getByLabel("Properties");
  await properties.fill("{ half");
  await page.getByRole("button", { name: "Use this event" }).click();
  await expect(properties).toBeFocused();
  await expect(properties).toHaveValue("{ half");
  await expect(properties).toHaveAccessibleDescription(/Write a JSON object/);
});

test("an email is shown in a frame that can do nothing, and its link to leave opens beside it", async ({ page, context }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Leaving ${unique()}` });
  await page.goto(`/${slug}/templates/${id}`);
  await sendTestToMe(page);
  await goTo(page, `/mailbox?project=${slug}`);
  const framed = page.waitForResponse(/\/api\/frames\/mailbox\//);
  await page.getByRole("link", { name: OWNER.email }).first().click();
  const policy = (await framed).headers()["content-security-policy"];
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none'/);

  const opened = context.waitForEvent("page");
  await page.frameLocator("iframe").getByRole("link", { name: "Unsubscribe" }).click();
  const leaving = await opened;
  await expect(leaving.getByRole("button", { name: "Unsubscribe" })).toBeVisible(); // a window is open before its page is there
  await expectUsable(leaving);
  await leaving.getByRole("button", { name: "Unsubscribe" }).click();
  await leaving.getByRole("button", { name: "Subscribe again" }).click();
  await expect(leaving.getByRole("button", { name: "Unsubscribe" })).toBeVisible();
});

test("every message says what became of it", async ({ page }) => {
  await page.goto(`/${slug}/messages`);
  await expectUsable(page);
  await page.getByLabel("Status").selectOption("Bounced");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page.getByRole("heading", { name: "No message matches" })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await page.getByRole("link", { name: OWNER.email }).first().click();
  await page.getByRole("tab", { name: "Headers" }).click();
  await expect(page.getByText(/\/u\/preview/).first()).toBeVisible();
  await expect(page.getByText(/\/u\/(?!preview)/)).toHaveCount(0);
  await expect(page.getByText("Sent", { exact: true })).toHaveCount(1);
  await page.getByRole("tab", { name: "Source" }).click();
  await expect(page.getByText("<!DOCTYPE html")).toBeVisible();
});

test("the gallery shows real emails, in light and dark, and one becomes a template of one's own that is published and compared", async ({
  page,
}) => {
  const name = `Cart ${unique()}`;
  await page.goto(`/${slug}/templates/new`);
  await expect(page.frameLocator('iframe[title="The email “Abandoned cart”"]').getByText("Still thinking it over?")).toBeVisible(compiled);
  await expectUsable(page);
  await page.getByRole("button", { name: "Show in dark mode" }).click();
  await expect(page.locator('iframe[title="The email “Welcome”"]')).toHaveAttribute("src", /scheme=dark/);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectUsable(page);
  await page.emulateMedia({ colorScheme: "light" });
  await page.getByRole("button", { name: "Transactional" }).click();
  await expect(page.getByRole("heading", { name: "Welcome", exact: true })).toBeHidden();
  await page.getByRole("button", { name: "All", exact: true }).click();

  await page.getByRole("button", { name: "Use “Abandoned cart”" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create template" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  await page.getByRole("tab", { name: "Preview" }).click();
  await expect(page.frameLocator('iframe[title="Preview"]').getByText("Merino jumper, navy")).toBeVisible(compiled);
  await expect(page.getByText("There is an unsubscribe link.")).toBeVisible();
  await page.getByRole("button", { name: "Dark", exact: true }).click();
  await expect(page.getByText("An approximation of dark mode")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published as version 1")).toBeVisible(compiled);

  await page.getByRole("tab", { name: "Write" }).click();
  await page.getByLabel("Subject").fill("Your cart waits");
  await expect(page.getByText("Changes saved, not published yet. New emails use version 1 until you publish.")).toBeVisible();
  await page.getByRole("button", { name: "Publish" }).click();
  await expect(page.getByText("Published as version 2")).toBeVisible(compiled);
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await page.getByRole("tab", { name: "Changes in words" }).click();
  await expect(page.getByText("New: Your cart waits")).toBeVisible();
  await expectUsable(page);
  await page.getByRole("button", { name: "Restore version 1" }).click();
  await expect(page.getByLabel("Subject")).toHaveValue(/you left something behind$/);

  await page.getByLabel("Subject").fill("Not published yet");
  await expect(page.getByText("Changes saved, not published yet.")).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await page.getByRole("button", { name: "Restore version 2" }).click();
  const asked = page.getByRole("dialog", { name: `Replace the draft of “${name}”?` });
  await asked.getByRole("button", { name: "Cancel" }).click();
  await page.getByRole("link", { name: "Open the template" }).click();
  await expect(page.getByLabel("Subject")).toHaveValue("Not published yet");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "History" }).click();
  await page.getByRole("button", { name: "Restore version 2" }).click();
  await asked.getByRole("button", { name: "Restore version 2" }).click();
  await expect(page.getByLabel("Subject")).toHaveValue("Your cart waits");
});

test("a template is written in HTML, with a picture of one's own, and cannot be deleted while something sends it", async ({ page }) => {
  const [name, flow] = [`Raw ${unique()}`, `Sends ${unique()}`];
  await page.goto(`/${slug}/templates/new`);
  await page.getByRole("button", { name: "Start with HTML" }).click();
  await page.getByRole("dialog").getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create template" }).click();
  const code = page.getByRole("textbox", { name: "HTML of the email" });
  await code.fill('<p>Dear {{ customer.first_name | default: "you" }}</p><script>alert(1)</script>\n');
  await code.press("Control+End");

  await page.getByRole("button", { name: "Insert picture" }).click();
  const dot = Buffer.from("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==", "base64");
  await page.getByLabel("Upload a picture").setInputFiles({ name: "dot.png", mimeType: "image/png", buffer: dot });
  await expect(page.getByRole("dialog").getByLabel("Address")).toHaveValue(/\/a\/[0-9a-f]{64}$/);
  await page.getByLabel("Alt text").fill("A dot");
  await page.getByRole("dialog").getByRole("button", { name: "Insert picture" }).click();
  await expect(code).toContainText('alt="A dot"');
  await expect(page.getByText("Draft saved.")).toBeVisible();

  await page.getByRole("tab", { name: "Preview" }).click();
  const seen = page.frameLocator('iframe[title="Preview"]');
  await expect(seen.getByText("Dear Ada")).toBeVisible(compiled);
  await expect(seen.getByRole("link", { name: "Unsubscribe" })).toBeVisible();
  await expect.poll(() => seen.getByRole("img", { name: "A dot" }).evaluate((img: HTMLImageElement) => img.naturalWidth)).toBe(1);
  const address = await seen.getByRole("img", { name: "A dot" }).getAttribute("src");
  const served = await page.request.get(address!);
  expect(served.headers()).toMatchObject({ "content-type": "image/png", "cache-control": "public, max-age=31536000, immutable" });
  await expectUsable(page);

  const id = page.url().split("/").at(-1)!;
  await core("/automations", {
    name: flow,
    flow: { trigger: null, entry: "once", steps: [{ id: "mail", type: "email", templateId: id, transactional: false }] },
  });
  await page.reload();
  await expect(page.getByRole("link", { name: flow })).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await expect(page.getByRole("dialog").getByText(`It is sent by “${flow}”`)).toBeVisible();
  await expect(page.getByRole("dialog").getByRole("button", { name: "Delete template" })).toBeHidden();
  await page.keyboard.press("Escape");
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: `${name} (copy)`, level: 1 })).toBeVisible();
  await page.getByRole("button", { name: "More" }).click();
  await page.getByRole("menuitem", { name: "Delete…" }).click();
  await page.getByRole("button", { name: "Delete template" }).click();
  await expect(page.getByRole("heading", { name: "Templates", level: 1 })).toBeVisible();
});

test("a viewer looks at templates and changes none", async ({ viewer: page }) => {
  const { id } = await core<{ id: string }>("/templates", { name: `Looked at ${unique()}`, start: "welcome" });
  await page.goto(`/${slug}/templates/${id}`);
  await expect(page.getByText("You can view this template.")).toBeVisible();
  await expect(page.frameLocator('iframe[title="Preview"]').getByText("Good to have you here, Ada")).toBeVisible(compiled);
  for (const name of ["Publish", "Send test", "More"]) await expect(page.getByRole("button", { name, exact: true })).toBeHidden();
  await goTo(page, `/${slug}/templates/new`);
  await expect(page.getByRole("button", { name: /^Use/ })).toHaveCount(0);
  const answer = await page.request.post(`/api/pictures/${slug}?name=x`, { data: Buffer.from("x") });
  expect(answer.status()).toBe(403);
});
