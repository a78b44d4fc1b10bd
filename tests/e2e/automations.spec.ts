import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, test } from "../support/owner";
import { expectUsable } from "../support/usable";

const path = `/${instance.project.slug}/automations`;
const unique = () => Date.now().toString(36);

async function happens(email: string, action: string, properties: object = {}) {
  const response = await fetch(`${instance.url}/beacon/events`, {
    method: "POST",
    headers: { authorization: `Bearer ${instance.project.secretKey}` },
    body: JSON.stringify({ email, action, properties }),
  });
  expect(response.status, await response.text()).toBe(200);
}

test("an automation is built, says what is missing, goes live, and takes somebody through", async ({ page }) => {
  const [name, event, email] = [`Trial ${unique()}`, `Trial Began ${unique()}`, `tess-${unique()}@example.com`];
  await page.goto(path);
  await page.getByRole("link", { name: "New automation" }).first().click();
  await page.getByRole("button", { name: "Start blank" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();

  await page.getByRole("button", { name: "Go live" }).click();
  const dialog = page.getByRole("dialog");
  await expect(dialog.getByText("There are no steps. Add what should happen.")).toBeVisible();
  await page.keyboard.press("Escape");

  await page.getByLabel("What happens").selectOption("event");
  await page.getByRole("combobox", { name: "Event" }).fill(event);
  await page.getByRole("button", { name: "Add a step at the beginning of the flow" }).click();
  await page.getByRole("menuitem", { name: /^Send an email/ }).click();
  const sending = page.getByRole("button", { name: "Send an email (step 1 of the flow)" });
  await expect(sending).toHaveAttribute("aria-expanded", "true");
  await sending.click();
  await expect(page.getByLabel("Template")).toBeHidden();
  await page.getByRole("button", { name: "Go live" }).click();
  await dialog.getByRole("listitem").filter({ hasText: "This email has no template." }).getByRole("link", { name: "Show" }).click();
  await page.getByLabel("Template").selectOption({ index: 1 });
  await page.getByRole("button", { name: "Add a step after step 1 of the flow" }).click();
  await page.getByRole("menuitem", { name: /^Wait Minutes/ }).click();
  await page.getByLabel("How long").fill("2");
  await page.getByLabel("Unit").selectOption("hours");
  await expect(page.getByRole("status").getByText("Draft saved.")).toBeVisible();

  await page.getByRole("button", { name: "Go live" }).click();
  await expect(dialog.getByText(`From now on everybody who does “${event}” enters, once ever.`)).toBeVisible();
  await dialog.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await happens(email, event);
  const { id } = (await core<{ data: { id: string }[] }>(`/automations?q=${encodeURIComponent(name)}`)).data[0]!;
  const statuses = async () => (await core<{ data: { status: string }[] }>(`/automations/${id}/runs`)).data.map(({ status }) => status);
  await expect.poll(statuses, { timeout: 30_000 }).toEqual(["waiting"]);
  await page.reload();
  await expect(page.getByText("Version 1 is live. What you change is kept as a draft until you publish it.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish changes" })).toBeDisabled();
  await page.getByRole("button", { name: "Wait (step 2 of the flow) 2 hours" }).click();
  await page.getByLabel("How long").fill("3");
  await expect(page.getByText("Changes saved, not live yet. People get version 1 until you publish.")).toBeVisible();
  await expect(page.getByRole("button", { name: "Publish changes" })).toBeEnabled();
  await expectUsable(page);
  await page.getByRole("link", { name: "1 here now" }).click();
  await page.getByRole("link", { name: email }).click();
  await expect(page.getByRole("list", { name: "What happened" }).getByRole("listitem")).toHaveCount(3);
  await expect(page.getByText("Began to wait 2 hours")).toBeVisible();
  await expect(page.getByText("Email sent")).toBeVisible();

  await page.goBack();
  await expect(page.getByRole("link", { name: email })).toBeVisible();
  await page.goBack();
  await page.getByRole("button", { name: "Wait (step 2 of the flow) 3 hours" }).click();
  await page.getByLabel("How long").fill("4"); // nobody else has changed it meanwhile
  const draft = async () => JSON.stringify((await core<{ flow: object }>(`/automations/${id}`)).flow);
  await expect.poll(draft).toContain('"minutes":240');
});

test("a step and an exit condition that are deleted come back where they were, and what was changed since stays", async ({ page }) => {
  const wait = (id: string, minutes: number) => ({ id, type: "wait", minutes });
  const exits = ["One", "Two"].map((name) => ({ type: "event", name }));
  const steps = [wait("a", 60), wait("b", 120), wait("c", 180)];
  const flow = { trigger: { type: "event", name: "Begins" }, entry: "once", exits, steps };
  const { id } = await core<{ id: string }>("/automations", { name: `Undone ${unique()}`, flow });
  await page.goto(`${path}/${id}`);
  const waits = page.getByRole("button", { name: /^Wait \(step/ });
  const ends = page.getByRole("region", { name: "Ends early when" });
  const inOrder = (words: string[]) => expect(waits).toContainText(words);
  await inOrder(["1 hour", "2 hours", "3 hours"]);
  await page.getByRole("button", { name: "Delete step 2 of the flow" }).click();
  await expect(waits).toHaveCount(2);
  await waits.first().click();
  await page.getByLabel("How long").fill("5");
  await waits.first().click();
  await page.getByRole("button", { name: "Move down step 1 of the flow" }).click();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(page.getByText("Step deleted")).toHaveCount(0);
  await inOrder(["3 hours", "5 hours", "2 hours"]); // after the step that it stood after
  await expect(page.getByRole("region", { name: "Wait (step 3 of the flow)" })).toBeFocused();

  await page.getByRole("button", { name: "Delete step 1 of the flow" }).click();
  await expect(waits).toHaveCount(2);
  await page.keyboard.press("ControlOrMeta+z");
  await expect(page.getByText("Step deleted")).toHaveCount(0);
  await inOrder(["3 hours", "5 hours", "2 hours"]);

  await ends.getByRole("button", { name: "They do “One”, or they do “Two”" }).click();
  await page.getByRole("button", { name: "Remove exit condition 1" }).click();
  await ends.getByRole("combobox", { name: "Event" }).fill("Three");
  await page.getByRole("button", { name: "Undo" }).click();
  await ends.getByRole("button", { name: "Ends early when" }).click();
  await expect(ends.getByText("They do “One”, or they do “Three”")).toBeVisible();
  await expect(page.getByRole("status").getByText("Draft saved.")).toBeVisible();
  await page.reload();
  await inOrder(["3 hours", "5 hours", "2 hours"]);
  await expect(ends.getByText("They do “One”, or they do “Three”")).toBeVisible();
});

test("what is told before the script that shows it has come is told when it comes", async ({ page }) => {
  const flow = { trigger: { type: "event", name: "Begins" }, entry: "once", steps: [{ id: "a", type: "wait", minutes: 60 }] };
  const { id } = await core<{ id: string }>("/automations", { name: `Told late ${unique()}`, flow });
  const [come, comes] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  await page.route("**/_next/static/chunks/**", async (route) => {
    const response = await route.fetch();
    if ((await response.text()).includes('"Dismiss"')) {
      comes.resolve();
      await come.promise;
    }
    await route.fulfill({ response });
  });
  await page.goto(`${path}/${id}`);
  await comes.promise;
  await page.getByRole("button", { name: "Delete step 1 of the flow" }).click();
  const wait = page.getByRole("button", { name: "Wait (step 1 of the flow) 1 hour" });
  await expect(wait).toHaveCount(0);
  await expect(page.getByText("Step deleted")).toHaveCount(0);
  come.resolve();
  await page.getByRole("button", { name: "Undo" }).click();
  await expect(wait).toBeVisible();
});

test("a branch is built by keyboard; what is begun and not complete is neither kept nor published", async ({ page }) => {
  const { id } = await core<{ id: string }>("/automations", {
    name: `Branching ${unique()}`,
    flow: { trigger: { type: "event", name: "Signed Up" }, entry: "once", steps: [{ id: "first", type: "wait", minutes: 60 }] },
  });
  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: "Add a step after step 1 of the flow" }).press("Enter");
  await page.getByRole("menuitem", { name: /^If \/ else/ }).press("Enter");
  await expect(page.getByText("This branch has no condition. Say who goes which way.")).toBeVisible();
  await page.getByRole("combobox", { name: "Trait", exact: true }).fill("plan");
  await expect(page.getByText("Complete the open fields to save")).toBeVisible();
  await expect(page.getByRole("button", { name: "Go live" })).toBeDisabled();
  const branch = page.getByRole("button", { name: "If / else (step 2 of the flow)" });
  await branch.press("Enter");
  await expect(branch).toHaveAttribute("aria-expanded", "false");
  await expect(branch).toContainText("Not complete");
  await branch.press("Enter");
  await expect(page.getByRole("combobox", { name: "Trait", exact: true })).toHaveValue("plan");
  await page.getByLabel("Value", { exact: true }).fill("pro");

  await page.getByRole("button", { name: "Add a step at the beginning of the way of Yes at step 2 of the flow" }).press("Enter");
  await page.getByRole("menuitem", { name: /^Wait Minutes/ }).press("Enter");
  await page.getByRole("button", { name: "Move up step 2 of the flow" }).press("Enter");
  await page.getByRole("button", { name: "Delete step 2 of the flow" }).press("Enter");
  await expect(page.getByRole("status").getByText("Draft saved.")).toBeVisible();

  const { flow } = await core<{ flow: { steps: object[] } }>(`/automations/${id}`);
  expect(flow.steps).toMatchObject([
    { type: "branch", rule: { rules: [{ trait: "plan", value: "pro" }] }, yes: [{ type: "wait", minutes: 1440 }], no: [] },
  ]);
});

test("pausing, resuming, duplicating and archiving", async ({ page }) => {
  const name = `Short lived ${unique()}`;
  const { id } = await core<{ id: string }>("/automations", {
    name,
    flow: { trigger: { type: "event", name: "Signed Up" }, entry: "once", steps: [{ id: "first", type: "wait", minutes: 60 }] },
  });
  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: "Go live" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Go live" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Stop entries only" }).click();
  await expect(page.getByText("Live, nobody enters", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Let people in again" }).click();
  await page.getByRole("button", { name: "Pause" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Hold everybody" }).click();
  await expect(page.getByText("Paused", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "Resume" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Resume" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Archive" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Archived", { exact: true })).toBeVisible();
  await page.getByRole("button", { name: "More actions" }).click();
  await page.getByRole("menuitem", { name: "Duplicate" }).click();
  await expect(page.getByRole("heading", { name: `${name} (copy)`, level: 1 })).toBeVisible();

  await goTo(page, path);
  await page.getByLabel("Status").selectOption("Paused");
  await page.getByRole("button", { name: "Show" }).click();
  await expect(page).toHaveURL(/status=paused/);
  await page.getByRole("search", { name: "Search by name" }).getByRole("searchbox").fill(name);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `No paused automation is called “${name}”` })).toBeVisible();
  await page.getByRole("search", { name: "Search by name" }).getByRole("searchbox").fill(`${name} (copy)`);
  await page.keyboard.press("Enter");
  await expect(page.getByRole("heading", { name: `No paused automation is called “${name} (copy)”` })).toBeVisible();
  await page.getByRole("link", { name: "Clear filters" }).click();
  await expect(page).toHaveURL(new RegExp(`${path}$`));
});

test("a ready-made flow becomes a draft with its templates, gets new steps, and its people are led by hand", async ({ page }) => {
  const [name, email] = [`Carts ${unique()}`, `cara-${unique()}@example.com`];
  await page.goto(`${path}/new`);
  await expectUsable(page);
  await page.getByRole("button", { name: "Use “Abandoned cart”" }).click();
  await page.getByLabel("Name").fill(name);
  await page.getByRole("button", { name: "Create draft" }).click();
  await expect(page.getByRole("heading", { name, level: 1 })).toBeVisible();
  const starts = page.getByRole("region", { name: "Starts when" });
  await expect(starts).toContainText("A customer does “Cart Updated” at most once every 3 days, not again while they are in it");
  await expect(page.getByRole("region", { name: "Ends early when" })).toContainText("They do “Order Completed”");

  await starts.getByRole("button", { name: /^Starts when/ }).click();
  await expect(page.getByRole("checkbox", { name: "Not again while they are in it" })).toBeChecked();
  await page.getByRole("button", { name: "Add a property condition" }).click();
  await page.getByLabel("Property", { exact: true }).fill("total");
  await page.getByLabel("How to compare").selectOption("at_least");
  await page.getByLabel("Value", { exact: true }).fill("10");
  await page.getByRole("button", { name: "Add a step at the beginning of the flow" }).click();
  await page.getByRole("menuitem", { name: /^Set a trait/ }).click();
  await page.getByLabel("Trait", { exact: true }).fill("cart");
  await page.getByLabel("Becomes").selectOption("text");
  await page.getByLabel("Value", { exact: true }).nth(1).fill("left");
  await page.getByRole("button", { name: "Add a step after step 1 of the flow" }).click();
  await page.getByRole("menuitem", { name: /^Record an event/ }).click();
  await page.getByLabel("Event", { exact: true }).nth(1).fill("Cart Left");
  await page.getByRole("button", { name: "Add a step after step 2 of the flow" }).click();
  await page.getByRole("menuitem", { name: /^Wait for a time of day/ }).click();
  await expect(page.getByRole("status").getByText("Draft saved.")).toBeVisible();
  await expectUsable(page);
  await page.getByRole("button", { name: "Go live" }).click();
  await expect(page.getByRole("dialog").getByText("where total is at least 10 enters, at most once every 3 days.")).toBeVisible();
  await page.getByRole("dialog").getByRole("button", { name: "Go live" }).click();
  await expect(page.getByText("Live", { exact: true })).toBeVisible();

  await happens(email, "Cart Updated", { total: 12 });
  await happens(`small-${email}`, "Cart Updated", { total: 3 });
  const { id } = (await core<{ data: { id: string }[] }>(`/automations?q=${encodeURIComponent(name)}`)).data[0]!;
  const runs = async () => (await core<{ data: { status: string; step: string }[] }>(`/automations/${id}/runs`)).data;
  await expect.poll(async () => (await runs()).map(({ status }) => status), { timeout: 30_000 }).toEqual(["waiting"]);
  await page.reload();
  await expect(page.getByRole("link", { name: "1 entered" })).toHaveCount(3);
  await page.getByRole("link", { name: "1 here now" }).click();
  await page.getByRole("checkbox", { name: `Choose ${email}` }).check();
  await page.getByRole("button", { name: "Skip their step" }).click();
  await expect(page.getByText("1 person skipped their step")).toBeVisible();
  await goTo(page, `${path}/${id}/people`);
  await expectUsable(page);
  await page.getByRole("link", { name: email }).click();
  await expect(page.getByText("Skipped by hand")).toBeVisible();
  await page.getByRole("button", { name: "Take out…" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Take out 1 person" }).click();
  await expect(page.getByText("Taken out by hand.")).toBeVisible();
  expect((await runs()).map(({ status }) => status)).toEqual(["exited"]);
});

test("why an automation cannot be archived is said where it was asked", async ({ page, context }) => {
  const { id } = await core<{ id: string }>("/automations", { name: `Archived ${unique()}` });
  const other = await context.newPage();
  for (const each of [page, other]) {
    await each.goto(`${path}/${id}`);
    await each.getByRole("button", { name: "More actions" }).click();
    await each.getByRole("menuitem", { name: "Archive" }).click();
  }
  for (const each of [page, other]) await each.getByRole("dialog").getByRole("button", { name: "Archive" }).click();
  await expect(page.getByText("Archived", { exact: true })).toBeVisible();
  await expect(other.getByRole("dialog", { name: /^Archive “/ }).getByRole("alert")).toBeVisible();
});

test("a viewer sees who is where and leads nobody", async ({ viewer: page }) => {
  const { id } = await core<{ id: string }>("/automations", {
    name: `Looked at ${unique()}`,
    flow: {
      trigger: { type: "page_visited", match: "is", address: "/x" },
      entry: { days: 2 },
      steps: [{ id: "t", type: "trait", trait: "a", value: 1 }],
    },
  });
  await page.goto(`${path}/${id}`);
  await page.getByRole("button", { name: /^Starts when .*A customer visits a page whose address is “\/x”/ }).click();
  await expect(page.getByLabel("Address", { exact: true })).toBeDisabled();
  await expect(page.getByRole("button", { name: "Set a trait (step 1 of the flow) a becomes 1" })).toBeVisible();
  await expect(page.getByRole("button", { name: /^(Delete|Move)/ })).toHaveCount(0);
  await expect(page.getByRole("button", { name: "Go live" })).toBeHidden();
  await goTo(page, `${path}/${id}/people`);
  await expect(page.getByRole("button", { name: "Take out…" })).toBeHidden();
  await goTo(page, path);
  await expect(page.getByRole("button", { name: "New automation" })).toBeDisabled();
  await expect(page.getByRole("link", { name: "New automation" })).toHaveCount(0);
  await goTo(page, `${path}/new`);
  await expect(page.getByText("To make an automation, ask an admin for the editor role.")).toBeVisible();
  for (const start of [page.getByRole("button", { name: "Start blank" }), page.getByRole("button", { name: /^Use/ }).first()]) {
    await start.press("Enter");
    await expect(start).toBeDisabled();
  }
  await expect(page.getByRole("dialog", { name: "New automation" })).toHaveCount(0);
});

test("an automation that does not exist is not there", async ({ page }) => {
  expect((await page.goto(`${path}/aut_01m8577srdf0pry5kyh48qsj4w`))?.status()).toBe(404);
});
