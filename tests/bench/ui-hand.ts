import type { Page } from "@playwright/test";
import type { Visit } from "../support/visiting.ts";

type Seen = { interactions: number[]; shift: number };

/** What the browser itself notes of a page: how long each press took to be painted, and how much moved that nobody had asked to move. */
const watch = () => {
  const seen: Seen = { interactions: [], shift: 0 };
  Reflect.set(window, "seen", seen);
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) if (Reflect.get(entry, "interactionId")) seen.interactions.push(entry.duration);
  }).observe({ type: "event", durationThreshold: 16, buffered: true } as PerformanceObserverInit);
  let burst = { value: 0, first: 0, last: 0 }; // shifts less than a second apart, of five seconds at most: the worst one is what CLS is
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) {
      if (Reflect.get(entry, "hadRecentInput")) continue;
      const at = entry.startTime;
      if (at - burst.last >= 1_000 || at - burst.first >= 5_000) burst = { value: 0, first: at, last: at };
      burst = { ...burst, value: burst.value + Number(Reflect.get(entry, "value")), last: at };
      seen.shift = Math.max(seen.shift, burst.value);
    }
  }).observe({ type: "layout-shift", buffered: true });
};

const PLACES = ["Customers", "Segments", "Traits", "Tags", "Automations", "Broadcasts", "Templates", "Messages", "Home"] as const;

/** Goes through the sample shop as somebody at work does, and measures what they would feel. */
export async function benchHand(visit: Visit, project: string, rounds: number) {
  const page = await visit.page({ viewport: { width: 1440, height: 900 } });
  await page.addInitScript(watch);
  await page.goto(`/${project}`, { waitUntil: "networkidle" });
  for (const place of PLACES) await wayTo(page, place); // each page once: a server that has just started is measured by P18
  const navigation: number[] = [];
  for (let round = 0; round < rounds; round++) for (const place of PLACES) navigation.push(await wayTo(page, place));
  await press(page);
  const going = await seenBy(page);
  const { parted, counted, shift } = await estimates(page, project, rounds * 4);
  const building = await seenBy(page);
  await page.context().close();
  const interactions = [...going.interactions, ...building.interactions];
  return { navigation, interactions, shift: Math.max(going.shift, shift, building.shift), parted, counted };
}

/** What was noted since the document was opened: with the next one it is gone. */
const seenBy = (page: Page) => page.evaluate(() => Reflect.get(window, "seen") as Seen);

/** From the press on a link of the sidebar until the page's heading is there and nothing of it is still loading, as painted. */
async function wayTo(page: Page, place: string): Promise<number> {
  const link = page.getByLabel("Sidebar").getByRole("link", { name: place, exact: true });
  await link.hover(); // a hand is there before it presses
  await page.evaluate(() => {
    const at = Promise.withResolvers<number>();
    document.addEventListener("click", () => at.resolve(performance.now()), { once: true, capture: true });
    Reflect.set(window, "pressed", at.promise);
  });
  await link.click();
  return page.evaluate(async () => {
    const pressed = (await Reflect.get(window, "pressed")) as number;
    const current = document.querySelector("aside a:hover");
    const isThere = () =>
      current?.getAttribute("aria-current") === "page" &&
      document.querySelector("main [aria-busy=true]") === null &&
      document.querySelector("main [data-route-heading]") !== null;
    while (!isThere()) await new Promise(requestAnimationFrame);
    await new Promise(requestAnimationFrame);
    return performance.now() - pressed;
  });
}

/** Presses what is pressed all day: the palette, a menu, a row. */
async function press(page: Page) {
  await page.keyboard.press("Control+k");
  const palette = page.getByRole("dialog", { name: "Search or go to" });
  await palette.getByRole("combobox").pressSequentially("segment", { delay: 30 });
  await page.keyboard.press("ArrowDown");
  await page.keyboard.press("Escape");
  await palette.waitFor({ state: "detached" });
  await page.getByRole("button", { name: /^Account of/ }).click();
  await page.keyboard.press("Escape");
}

/** Notes how long it takes from the next key until the Crowd says something else, and has been painted so. */
const watchParting = () => {
  const key = Promise.withResolvers<number>();
  document.addEventListener("input", () => key.resolve(performance.now()), { once: true, capture: true });
  const painted = new Promise<number>((resolve) => {
    const parted = () => requestAnimationFrame(() => setTimeout(() => resolve(performance.now())));
    new MutationObserver((_, seen) => {
      seen.disconnect();
      parted();
    }).observe(document.querySelector(".crowd")!, { attributes: true, attributeFilter: ["aria-label"] });
  });
  Reflect.set(
    window,
    "parting",
    Promise.all([key.promise, painted]).then(([from, to]) => to - from),
  );
};

const KEY_MS = 60; // between two keys of somebody who types fast

/** From the last key of a rule until the Crowd parts by it, and until its exact count is shown. The first is for a server that has just started. */
async function estimates(page: Page, project: string, rounds: number) {
  await page.goto(`/${project}/segments/new`, { waitUntil: "networkidle" });
  const { shift } = await seenBy(page);
  await page.getByLabel("Ask about").selectOption("trait");
  await page.getByRole("combobox", { name: "Trait", exact: true }).fill("plan");
  await page.waitForLoadState("networkidle");
  await page.evaluate(() => Object.assign(Reflect.get(window, "seen") as Seen, { shift: 0 })); // no hand fills in at once
  const value = page.getByLabel("Value", { exact: true });
  const [parted, counted]: [number[], number[]] = [[], []];
  for (let round = 0; round <= rounds; round++) {
    const plan = round % 2 === 0 ? "single" : "monthly"; // both are there, and different people's
    await value.selectText();
    await page.keyboard.type(plan.slice(0, -1), { delay: KEY_MS }); // by keys: what moves after one was asked for
    await page
      .getByText(`“${plan.slice(0, -1)}”`)
      .first()
      .waitFor();
    await page.evaluate(watchParting);
    await value.press(plan.at(-1)!);
    const begun = performance.now();
    const first = await page.evaluate(() => Reflect.get(window, "parting") as Promise<number>);
    await page.getByText(`“${plan}”`).first().waitFor();
    if (round === 0) continue;
    parted.push(first);
    counted.push(performance.now() - begun);
  }
  return { parted, counted, shift };
}
