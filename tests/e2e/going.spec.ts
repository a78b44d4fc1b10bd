import { instance } from "../support/instance";
import { expect, test } from "../support/owner";

test("while a page takes long, the one before stays for a moment, then its shape is there, and at last the page", async ({ page }) => {
  const answer = Promise.withResolvers<void>();
  const [way, ahead] = [/\/segments\?_rsc=/, /^next-router-(segment-)?prefetch$/];
  await page.route(way, async (route) => {
    if (!Object.keys(route.request().headers()).some((name) => ahead.test(name))) await answer.promise;
    await route.continue();
  });
  await page.goto(`/${instance.project.slug}/customers`, { waitUntil: "networkidle" });
  const link = page.getByLabel("Sidebar").getByRole("link", { name: "Segments", exact: true });
  const shaped = page.waitForResponse((response) => {
    const headers = response.request().headers();
    return way.test(response.url()) && "next-router-prefetch" in headers && "next-router-state-tree" in headers;
  });
  await link.hover();
  await (await shaped).finished();
  await page.evaluate(() => {
    const pressed = Promise.withResolvers<number>();
    const seen = Promise.withResolvers<number>();
    document.addEventListener("click", () => pressed.resolve(performance.now()), { once: true, capture: true });
    new MutationObserver(() => document.querySelector("main [aria-busy=true]") && seen.resolve(performance.now())).observe(document, {
      ...{ subtree: true, childList: true },
    });
    Reflect.set(
      window,
      "waited",
      Promise.all([pressed.promise, seen.promise]).then(([from, to]) => to - from),
    );
  });
  await link.click();
  const shape = page.getByRole("main").getByText("Loading");
  await expect(shape).toBeAttached();
  expect(await page.evaluate(() => Reflect.get(window, "waited") as Promise<number>)).toBeGreaterThan(150);
  answer.resolve();
  await expect(page.getByRole("heading", { level: 1, name: "Segments" })).toBeVisible();
  await expect(shape).not.toBeAttached();
});
