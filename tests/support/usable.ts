import { readFileSync } from "node:fs";
import { expect, type Page } from "@playwright/test";
import type axe from "axe-core";
import { goTo } from "./going";

type Asked = Window & { axe?: typeof axe };

/** Sent to each page that is loaded anew, so the shortest there is. */
const AXE = readFileSync("node_modules/axe-core/axe.min.js", "utf8");

/**
 * What keeps somebody from using what is shown now, whatever its impact. What is inside of frames is not asked about: those are emails, which
 * have tests of their own. Asked within the page, and of violations alone, it takes a third of the time.
 */
async function barriers(page: Page, rules: readonly string[], within?: string): Promise<string[]> {
  if (!(await page.evaluate(() => "axe" in window))) await page.evaluate(AXE);
  return page.evaluate(
    async ({ only, within }) => {
      const options = { iframes: false, preload: false, resultTypes: ["violations" as const], ...(only.length > 0 && { runOnly: only }) };
      const { violations } = await (window as Asked).axe!.run(within ?? document, options);
      return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`);
    },
    { only: [...rules], within },
  );
}

/** What a theme can change: all other rules ask of what is the same in both. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** None that stays: a page gets its title, and fields some of their names, a moment after it is first there. */
async function expectNoBarriers(page: Page, seen: string, rules: readonly string[] = [], within?: string) {
  await expect.poll(() => barriers(page, rules, within), { message: `${page.url()}, ${seen}` }).toEqual([]);
}

/** What is shown now can be used by everybody, in light and in dark; `within` is a selector of the part of it that is asked about. */
export async function expectUsable(page: Page, within?: string) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await expectNoBarriers(page, "light", [], within);
  await page.emulateMedia({ colorScheme: "dark" });
  await expectNoBarriers(page, "dark", OF_COLOURS, within);
}

/** Not counted is what somebody writes: an email has a title of its own. */
export const expectOneTitle = (page: Page) => expect(page.locator("h1:not([contenteditable] h1)").filter({ visible: true })).toHaveCount(1);

/** Each page can be used by everybody, light and dark, wide and narrow: it has one title, no barrier, and fits a phone. */
export async function expectUsablePages(page: Page, places: readonly string[]) {
  for (const place of places) {
    await page.setViewportSize({ width: 1440, height: 800 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await goTo(page, place);
    await expectOneTitle(page);
    await expectNoBarriers(page, "light");
    await page.setViewportSize({ width: 375, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    await expectNoBarriers(page, "dark on a phone");
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${place} on a phone`).toBeLessThanOrEqual(
      0,
    );
  }
}
