import { expect, type Locator, type Page } from "@playwright/test";
import type { Opening } from "./openings";
import { expectUsable } from "./usable";

/** It can be opened without a mouse, is for everybody, fits the window, and gives the focus back when Escape closes it. */
export async function expectOpens(page: Page, opening: Opening) {
  await page.setViewportSize(opening.isWide ? { width: 1440, height: 800 } : { width: 375, height: 667 });
  await opening.first?.(page);
  const role = opening.role ?? "dialog";
  const layer = page.getByRole(role, role === "dialog" ? { name: opening.name! } : {});
  const opener = await open(page, opening, layer);
  if (role === "listbox") await expect(opener).toBeFocused();
  else await expectFocusIn(layer);
  if (role === "dialog") {
    await page.keyboard.press("Shift+Tab");
    await expectFocusIn(layer);
    for (let stops = 0; stops < 50 && (await isInFrame(page)); stops++) await page.keyboard.press("Tab"); // an email hears its keys by itself
  }
  await fits(page, layer);
  await expectUsable(page, "[data-base-ui-portal]");
  await page.keyboard.press("Escape");
  await expect(layer).toHaveCount(0);
  await expect(opener).toBeFocused();
  for (let below = await page.getByRole("dialog").count(); below > 0; below--) {
    await page.keyboard.press("Escape"); // what it was opened from
    await expect(page.getByRole("dialog")).toHaveCount(below - 1);
  }
}

/** Presses its way there, each time until the page hears it, and answers what must have the focus again in the end. */
async function open(page: Page, { press, opener, keys, role }: Opening, layer: Locator): Promise<Locator> {
  const buttons = press.map((name, i) => (i === 0 ? page.getByRole("button", { name, exact: true }).first() : insideOf(page, name)));
  const way = [...buttons, ...(opener ? [opener(page)] : [])];
  if (keys) way.push(page.getByRole("heading", { level: 1 }));
  let returns = way[0]!; // what is pressed in a menu goes with it, and its button stands for it
  for (const [i, here] of way.entries()) {
    if ((await here.getAttribute("role")) !== "menuitem") returns = here;
    const next = way[i + 1] ?? layer;
    const key = next === layer ? (keys ?? (role === "listbox" ? "ArrowDown" : "Enter")) : "Enter";
    await expect(async () => {
      if (!(await next.isVisible())) await here.press(key);
      await expect(next).toBeVisible({ timeout: 2_000 });
    }).toPass();
  }
  return returns;
}

/** What a menu or a sheet has in it. */
const insideOf = (page: Page, name: string | RegExp) =>
  page.getByRole("menuitem", { name, exact: true }).or(page.getByRole("dialog").getByRole("button", { name, exact: true }));

const isInFrame = (page: Page) => page.evaluate(() => document.activeElement instanceof HTMLIFrameElement);

const expectFocusIn = (layer: Locator) => expect.poll(() => layer.evaluate((one) => one.contains(document.activeElement))).toBe(true);

/** Nothing is scrolled sideways, and what is to be pressed can be brought to be seen. */
async function fits(page: Page, layer: Locator) {
  const width = page.viewportSize()!.width;
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBeLessThanOrEqual(width);
  expect(await layer.evaluate((one) => one.scrollWidth - one.clientWidth), "scrolled sideways").toBeLessThanOrEqual(0);
  const { x, width: wide } = (await layer.boundingBox())!;
  expect([x >= 0, x + wide <= width], "beside the window").toEqual([true, true]);
  await expect.poll(() => layer.evaluate(outOfReach), { message: "to be pressed" }).toEqual([]);
}

/** What cannot be brought into the window to be pressed, or stands behind something else there. Asked in the page, at once of all. */
function outOfReach(layer: Element): string[] {
  const all = [...layer.querySelectorAll<HTMLElement>("button, summary, input[type=submit], [role=button], [role=menuitem]")];
  return all
    .filter((each) => each.checkVisibility({ visibilityProperty: true }))
    .flatMap((each) => {
      each.scrollIntoView({ block: "nearest", behavior: "instant" });
      const { left, right, top, bottom } = each.getBoundingClientRect();
      const isInside = left >= -1 && top >= -1 && right <= window.innerWidth + 1 && bottom <= window.innerHeight + 1;
      const [x, y] = [(left + right) / 2, (top + bottom) / 2];
      const points = [
        [x, y],
        [left + 3, y],
        [right - 3, y],
        [x, top + 3],
        [x, bottom - 3],
      ] as const;
      const isFree = points.every(([at, down]) => each.contains(document.elementFromPoint(at, down)));
      return isInside && isFree ? [] : [each.outerHTML];
    });
}
