import AxeBuilder from "@axe-core/playwright";
import { expect, type Page } from "@playwright/test";

/**
 * What keeps somebody from using what is shown now, whatever its impact. What is inside of frames is not asked about: those are emails, which
 * have tests of their own.
 */
async function barriers(page: Page, rules: readonly string[] = []): Promise<string[]> {
  await expect(page).toHaveTitle(/./); // it comes with the page's own part, behind the frame around it
  const builder = new AxeBuilder({ page }).setLegacyMode(); // asks within the page: its other way opens a second one each time, and takes thrice as long
  builder.options({ iframes: false });
  if (rules.length > 0) builder.withRules([...rules]);
  const { violations } = await builder.analyze();
  return violations.map(({ id, nodes }) => `${id} ${nodes.map(({ html }) => html)}`);
}

/** What a theme can change: all other rules ask of what is the same in both. */
const OF_COLOURS = ["color-contrast", "link-in-text-block"];

/** What is shown now can be used by everybody, in light and in dark. */
export async function expectUsable(page: Page) {
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  expect(await barriers(page), `${page.url()}, light`).toEqual([]);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await barriers(page, OF_COLOURS), `${page.url()}, dark`).toEqual([]);
}

/** Each page can be used by everybody, light and dark, wide and narrow: it has one title, no barrier, and fits a phone. */
export async function expectUsablePages(page: Page, places: readonly string[]) {
  for (const place of places) {
    await page.setViewportSize({ width: 1440, height: 800 });
    await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
    await page.goto(place);
    await expect(page.getByRole("heading", { level: 1 })).toHaveCount(1);
    expect(await barriers(page), `${place}, light`).toEqual([]);
    await page.setViewportSize({ width: 375, height: 800 });
    await page.emulateMedia({ colorScheme: "dark" });
    expect(await barriers(page), `${place}, dark on a phone`).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth), `${place} on a phone`).toBeLessThanOrEqual(
      0,
    );
  }
}
