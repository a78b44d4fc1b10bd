import { expect, type Locator, type Page } from "@playwright/test";

/** No page has so many stops between two things that belong together. */
const FAR = 150;

/** Goes there by the Tab key alone. What has the focus on the way can be seen to have it. */
export async function tabTo(page: Page, place: Locator) {
  await expect(place.first()).toBeVisible();
  for (let stops = 0; stops < FAR; stops++) {
    const { isHere, unseen } = await place.evaluateAll(whereFocusIs);
    if (stops > 0) expect(unseen, "has the focus, and nothing shows it").toBe(null);
    if (isHere) return;
    await page.keyboard.press("Tab");
  }
  throw new Error(`The Tab key does not lead to ${place}.`);
}

/** Goes there and presses it. */
export async function pressAt(page: Page, place: Locator, key = "Enter") {
  await tabTo(page, place);
  await page.keyboard.press(key);
}

/** Goes there and writes, instead of what is written there. */
export async function typeAt(page: Page, place: Locator, text: string) {
  await tabTo(page, place);
  await page.keyboard.press("ControlOrMeta+a");
  await page.keyboard.type(text);
}

/** Goes to a select and takes the choice that begins so. */
export async function chooseAt(page: Page, select: Locator, label: string) {
  await tabTo(page, select);
  await page.keyboard.press("Space");
  const choice = page.locator("option:focus");
  await expect(choice).toHaveCount(1);
  await page.keyboard.press("Home");
  for (let rest = await select.locator("option").count(); rest > 0 && !(await choice.textContent())!.startsWith(label); rest--)
    await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Enter");
  await expect(select).toBeFocused();
  await expect(select.locator("option:checked")).toHaveText(new RegExp(`^${label}`));
}

/** Whoever has done something is still somewhere: the next Tab does not begin at the top of the page. */
export const expectSomewhere = (page: Page) =>
  expect.poll(() => page.evaluate(() => document.activeElement?.tagName ?? "BODY"), "the focus is lost").not.toBe("BODY");

/** Whether one of these has the focus, and what has it if that does not show: frames show it in themselves. Asked in the page, at once. */
function whereFocusIs(all: Element[]): { isHere: boolean; unseen: string | null } {
  const focused = document.activeElement;
  if (!focused || focused === document.body) return { isHere: false, unseen: null };
  const isRinged = (place: Element, part?: string) => {
    const { outlineStyle, outlineWidth } = getComputedStyle(place, part);
    return outlineStyle !== "none" && Number.parseFloat(outlineWidth) >= 2;
  };
  let isSeen = focused instanceof HTMLIFrameElement || isRinged(focused, "::after"); // the link of a row shows it around the row
  for (let place: Element | null = focused; place && !isSeen; place = place.parentElement) isSeen = isRinged(place); // and an editor around its frame
  return { isHere: all.includes(focused), unseen: isSeen ? null : focused.outerHTML.slice(0, 300) };
}
