import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { chooseAt, expectSomewhere, pressAt, tabTo, typeAt } from "../support/keyboard";
import { aListener } from "../support/listener";
import { expect, test } from "../support/owner";

const project = `/${instance.project.slug}`;
const unique = () => Date.now().toString(36);

test("a customer is added, told apart by a trait, tagged, and has done something", async ({ page }) => {
  const run = unique();
  const button = (name: string) => page.getByRole("button", { name, exact: true });
  await page.goto(`${project}/customers`);
  await pressAt(page, button("Add customer"));
  await expect(page.getByRole("dialog").getByLabel("Email")).toBeFocused();
  await page.keyboard.type(`keys-${run}@example.com`);
  await typeAt(page, page.getByRole("dialog").getByLabel("Name"), `Kim ${run}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name: `Kim ${run}` })).toBeFocused();

  await pressAt(page, button("Add trait"));
  await expect(page.getByRole("textbox", { name: "Name" })).toBeFocused();
  await page.keyboard.type("seats");
  await chooseAt(page, page.getByLabel("Kind", { exact: true }), "Number");
  await typeAt(page, page.getByLabel("Value"), "5");
  await page.keyboard.press("Enter");
  await expect(button("Add trait")).toBeFocused();
  await pressAt(page, button("Edit seats"));
  await expect(page.getByLabel("Value")).toBeFocused();
  await typeAt(page, page.getByLabel("Value"), "7");
  await page.keyboard.press("Enter");
  await expect(page.getByTitle(/^seats, set/).getByRole("definition")).toHaveText(/^7/);
  await expect(button("Edit seats")).toBeFocused();

  const tag = page.getByRole("combobox", { name: "Add a tag" });
  await typeAt(page, tag, `By hand ${run}`);
  await expect(page.getByRole("option", { name: `Create “By hand ${run}”` })).toBeVisible();
  await page.keyboard.press("Enter");
  await expect(button(`Remove By hand ${run}`)).toBeVisible();
  await expect(tag).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await expect(button(`Remove By hand ${run}`)).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(button(`Remove By hand ${run}`)).toHaveCount(0);
  await expect(tag).toBeFocused();

  await page.goto(page.url());
  await pressAt(page, button("Record event"));
  await expect(page.getByRole("textbox", { name: "Event" })).toBeFocused();
  await page.keyboard.type(`Called Us ${run}`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("listitem").filter({ hasText: `Called Us ${run}` })).toBeVisible();
  await expect(page.getByRole("dialog", { name: "Record an event" })).toHaveCount(0);
  await expect(button("Record event")).toBeFocused();
});

test("many are chosen in a list and tagged", async ({ page }) => {
  const [run, name] = [unique(), `Chosen ${unique()}`];
  for (const who of ["one", "two"]) await core("/customers", { user_id: `${run}-${who}`, traits: { name: `${who} ${run}` } });
  await page.goto(`${project}/customers?q=${run}`);
  await expect(page.getByRole("row", { name: run })).toHaveCount(2);
  await page.getByRole("heading", { level: 1 }).focus();
  for (const key of ["j", "x", "j", "x"]) await page.keyboard.press(key);
  await expect(page.getByText("2 people chosen")).toBeVisible();
  await typeAt(page, page.getByRole("region", { name: "Chosen customers" }).getByRole("combobox"), name);
  await page.keyboard.press("Escape"); // the list of choices
  await page.keyboard.press("Enter");
  await expect(page.getByRole("cell", { name })).toHaveCount(2);
  await expectSomewhere(page);
});

test("a tag is made, coloured, renamed and deleted", async ({ page }) => {
  const [run, more] = [unique(), "Actions for"];
  await page.goto(`${project}/tags`);
  await pressAt(page, page.getByRole("button", { name: "New tag" }));
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.type(`Keyed ${run}`);
  await tabTo(page, page.getByRole("dialog").getByRole("radio"));
  while (!(await page.getByRole("radio", { name: "Green" }).isChecked())) await page.keyboard.press("ArrowRight");
  await pressAt(page, page.getByRole("button", { name: "Create tag" }));
  await expect(page.getByRole("link", { name: `Keyed ${run}` })).toBeVisible();
  await expect(page.getByRole("button", { name: "New tag" })).toBeFocused();

  const actions = page.getByRole("button", { name: `${more} Keyed ${run}`, exact: true });
  await pressAt(page, actions);
  await expect(page.getByRole("menuitem", { name: "Edit…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("radio", { name: "Green" })).toBeChecked();
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("End");
  await page.keyboard.type(" again");
  await page.keyboard.press("Enter");
  const renamed = page.getByRole("button", { name: `${more} Keyed ${run} again` });
  await expect(renamed).toBeFocused();
  await page.keyboard.press("Enter");
  await expect(page.getByRole("menuitem", { name: "Edit…" })).toBeFocused();
  await page.keyboard.type("d");
  await expect(page.getByRole("menuitem", { name: "Delete…" })).toBeFocused();
  await page.keyboard.press("Enter");
  await pressAt(page, page.getByRole("button", { name: "Delete tag" }));
  await expect(renamed).toHaveCount(0);
  await expectSomewhere(page);
});

test("a trait is called what the team reads", async ({ page }) => {
  const key = `keys_${unique()}`;
  await core("/customers", { user_id: unique(), traits: { [key]: 1200.5 } });
  await page.goto(`${project}/traits/${key}`);
  await pressAt(page, page.getByRole("button", { name: "Edit trait" }));
  await expect(page.getByLabel("Label")).toBeFocused();
  await page.keyboard.type("Seats of the team");
  await chooseAt(page, page.getByLabel("Show values as"), "Money");
  await pressAt(page, page.getByRole("button", { name: "Save trait" }));
  await expect(page.getByRole("heading", { level: 1, name: "Seats of the team" })).toBeVisible();
  await expect(page.getByRole("button", { name: "Edit trait" })).toBeFocused();
});

test("an automation is built step by step and goes live", async ({ page }) => {
  const [name, event] = [`Keyed ${unique()}`, `Keyed Event ${unique()}`];
  await page.goto(`${project}/automations/new`);
  await pressAt(page, page.getByRole("button", { name: "Start blank" }));
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();

  await chooseAt(page, page.getByLabel("What happens"), "A customer does an event");
  await typeAt(page, page.getByRole("combobox", { name: "Event" }), event);
  await page.keyboard.press("Escape"); // events that are known
  await pressAt(page, page.getByRole("button", { name: "Add a step at the beginning of the flow" }));
  await expect(page.getByRole("menuitem").first()).toBeFocused();
  await page.keyboard.type("Send an email");
  await page.keyboard.press("Enter");
  const step = (which: string) => page.getByRole("region", { name: which });
  await expect(step("Send an email (step 1 of the flow)")).toBeFocused();
  await chooseAt(page, page.getByLabel("Template"), "Welcome");
  await expect(page.getByLabel("Template")).toBeFocused();
  await pressAt(page, page.getByRole("button", { name: "Add a step after step 1 of the flow" }));
  await page.keyboard.type("Wait");
  await page.keyboard.press("Enter");
  await expect(step("Wait (step 2 of the flow)")).toBeFocused();
  await typeAt(page, page.getByLabel("How long"), "12");
  await expect(page.getByLabel("How long")).toHaveValue("12");
  await chooseAt(page, page.getByLabel("Unit"), "hours");
  await expect(page.getByRole("status").getByText("Draft saved.")).toBeVisible();

  await page.keyboard.press("Control+Home");
  await pressAt(page, page.getByRole("button", { name: "Go live" }));
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText(`everybody who does “${event}” enters`)).toBeVisible();
  await pressAt(page, dialog.getByRole("button", { name: "Go live" }));
  await expect(page.getByText("Live", { exact: true })).toBeVisible();
  await expectSomewhere(page);
});

test("a broadcast is begun, given an audience and an email, and sent", async ({ page }) => {
  const [run, name] = [unique(), `Keyed ${unique()}`];
  const { id } = await core<{ id: string }>("/customers", { email: `keys-${run}@example.com` });
  await core(`/customers/${id}/tags`, { name: `Readers ${run}` });
  await page.goto(`${project}/broadcasts`);
  await pressAt(page, page.getByRole("button", { name: "New broadcast" }));
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();

  const tags = page.getByRole("group", { name: "Or with any of these tags" });
  await pressAt(page, tags.getByRole("checkbox", { name: `Readers ${run}` }), "Space");
  const template = page.getByLabel("Template");
  await tabTo(page, template);
  const review = page.getByRole("button", { name: "Send or schedule…" });
  const [field, bar] = [(await template.boundingBox())!, (await page.locator(".bar-below").boundingBox())!];
  expect(field.y + field.height, "what has the focus is above the bar").toBeLessThanOrEqual(bar.y);
  await expect(review).toBeEnabled(); // once it is saved and somebody gets it
  await pressAt(page, review);
  await pressAt(page, page.getByRole("dialog").getByRole("button", { name: "Send to 1 person" }));
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText(/^(Sending|Sent)$/).first()).toBeVisible();
  await expectSomewhere(page);
});

test("a template is taken from the gallery, written, and published", async ({ page }) => {
  const name = `Keyed ${unique()}`;
  await page.goto(`${project}/templates/new`);
  await pressAt(page, page.getByRole("button", { name: "Use “Welcome”" }));
  await expect(page.getByRole("dialog").getByLabel("Name")).toBeFocused();
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { level: 1, name })).toBeFocused();

  await typeAt(page, page.getByLabel("Subject"), `Good day ${name}`);
  const content = page.getByRole("textbox", { name: "Content of the email" });
  await tabTo(page, content);
  await page.keyboard.press("ControlOrMeta+End");
  await page.keyboard.type("As ever.");
  await expect(content).toContainText("As ever.");
  await page.keyboard.press("Shift+Tab"); // the editor keeps Tab for nothing
  await expect(page.getByRole("button", { name: "Insert picture" })).toBeFocused();
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByLabel("What", { exact: true })).toBeFocused();
  await page.keyboard.press("Escape");
  await expect(page.getByRole("dialog")).toHaveCount(0);
  await expect(page.getByText("Draft saved.")).toBeVisible();
  while (!(await page.getByRole("button", { name: "Publish" }).evaluate((one) => one === document.activeElement)))
    await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect(page.getByText("Published as version 1")).toBeVisible();
  await expect(page.getByText("Version 1 is published. What you change is kept as a draft until you publish it.")).toBeVisible();
  const publish = page.getByRole("button", { name: "Publish" });
  await expect(publish).toBeFocused();
  await expect(publish).toHaveAccessibleDescription("Version 1 is what you see: there is no change to publish.");
});

test("an integration is connected, tried and disconnected", async ({ page }) => {
  const server = await aListener();
  await page.goto(`${project}/integrations/slack`);
  await typeAt(page, page.getByLabel("Webhook address"), `${server.url}/services/keys`);
  await page.keyboard.press("Enter");
  await expect(page.getByText("Connected", { exact: true })).toBeVisible();
  await expectSomewhere(page);
  await pressAt(page, page.getByRole("button", { name: "Send a test" }));
  await expect(page.getByText(/^200 ok \(/)).toBeVisible();
  await expect(page.getByRole("button", { name: "Send a test" })).toBeFocused();
  await pressAt(page, page.getByRole("button", { name: "Disconnect" }));
  await pressAt(page, page.getByRole("button", { name: "Disconnect Slack" }));
  await expect(page.getByText("Not connected")).toBeVisible();
  await expectSomewhere(page);
  await server.stop();
});

test("somebody is invited, and the invitation is taken back", async ({ page }) => {
  const email = `keys-${unique()}@example.com`;
  await page.goto(`${project}/settings/team`);
  await pressAt(page, page.getByRole("button", { name: "Invite somebody" }));
  await expect(page.getByRole("dialog").getByLabel("Email")).toBeFocused();
  await page.keyboard.type(email);
  await chooseAt(page, page.getByLabel("Role", { exact: true }), "Viewer");
  await pressAt(page, page.getByRole("button", { name: "Create invitation" }));
  await expect(page.getByRole("dialog").getByText(/\/invite\//)).toBeVisible();
  await pressAt(page, page.getByRole("button", { name: "Done" }));
  await expect(page.getByRole("button", { name: "Invite somebody" })).toBeFocused();

  await pressAt(page, page.getByRole("button", { name: `Revoke the invitation for ${email}` }));
  await expect(page.getByRole("row").filter({ hasText: email })).toHaveCount(0);
  await expectSomewhere(page);
});

test("whoever comes to what is barred is told why, and pressing it opens nothing", async ({ viewer: page }) => {
  for (const [path, name, why] of [
    ["tags", "New tag", "You can view but not change this: ask an admin for the editor role."],
    ["settings/team", "Invite somebody", "Only admins and owners invite people."],
  ] as const) {
    await goTo(page, `${project}/${path}`);
    const barred = page.getByRole("button", { name });
    await tabTo(page, barred);
    await expect(barred).toBeDisabled();
    await expect(barred).toHaveAccessibleDescription(why);
    await expect(page.locator("[data-open]", { hasText: why }).last()).toBeVisible();
    await page.keyboard.press("Enter");
    await expect(page.getByRole("dialog", { name: why })).toBeVisible(); // a toast, in which it stands too
    await expect(page.getByRole("dialog", { name })).toHaveCount(0);
  }
});
