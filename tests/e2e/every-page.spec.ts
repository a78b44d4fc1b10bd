import type { Page } from "@playwright/test";
import { goTo } from "../support/going";
import { core, instance } from "../support/instance";
import { expect, goInside, test } from "../support/owner";
import { addressIn, OUTSIDE, SECTIONS } from "../support/sections";
import { expectOneTitle, expectUsable } from "../support/usable";

/** 320 px is the narrowest a page must fit; a window of 1440 px zoomed to 200 % has 720. */
const WIDTHS = [320, 720, 1440] as const;

/** Nothing must be scrolled sideways, and nothing keeps anybody from using it. */
async function holds(path: string) {
  await goTo(page, path);
  await expectOneTitle(page);
  for (const width of WIDTHS) {
    await page.setViewportSize({ width, height: 900 });
    await expect
      .poll(() => page.evaluate(() => document.documentElement.scrollWidth), { message: `${path} at ${width} px` })
      .toBeLessThanOrEqual(width);
  }
  await expectUsable(page);
}

/** What needs an email that was sent, or a job that failed, is looked at by the tests that send and fail. */
const ELSEWHERE = ["message", "broadcast-sent", "job"];

/** One for all pages: what they share need not be loaded and read anew for each. */
let page: Page;

test.beforeAll(async ({ ownerWindow, browser }) => {
  await goInside(ownerWindow, browser);
  page = await ownerWindow.newPage();
  await core("/customers", { email: `everybody-${Date.now()}@example.com`, traits: { plan: "pro" } });
  await core("/events", { email: "everybody@example.com", name: "Looked At" });
  await core("/broadcasts", { name: `For everybody ${Date.now()}` });
});

test.afterAll(() => page.close());

for (const section of SECTIONS.filter(({ name }) => !ELSEWHERE.includes(name))) {
  test(`${section.name} is for everybody, at every width, in light and in dark`, async () => {
    const path = await addressIn(page, instance.project.slug, section);
    expect(path).not.toBeNull();
    await holds(path!);
  });
}

for (const path of OUTSIDE) {
  test(`${path} is for everybody, at every width, in light and in dark`, () => holds(path));
}
