import { mkdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { parseArgs } from "node:util";
import type { Page } from "@playwright/test";
import { root } from "../../scripts/launch/build.ts";
import { RunningInstance } from "../support/running.ts";
import { addressIn, OUTSIDE, SECTIONS } from "../support/sections.ts";
import { Visit } from "../support/visiting.ts";

/** Takes a picture of every page at two widths and in both themes, full and empty, into `.data/screens`. */
const { values: said } = parseArgs({
  options: {
    instance: { type: "string" }, // the instance.json of one that runs already; it should have SHOW_COMPONENTS=1
    only: { type: "string", default: "" }, // the beginning of sections' names
    readme: { type: "boolean", default: false }, // the picture of the README is made again too
  },
});

const FOLDER = join(root, ".data/screens");
const WIDTHS = [1440, 375] as const;
const DRAWN_MILLIS = 500; // what an email's frame takes: without scripts it cannot be asked
const THEMES = ["light", "dark"] as const;

const own = said.instance ? null : await RunningInstance.start({ SHOW_COMPONENTS: "1" });
const facts = own?.facts ?? (JSON.parse(readFileSync(said.instance!, "utf8")) as RunningInstance["facts"]);
const visit = await Visit.begin(facts);
try {
  const sample = await visit.sample();
  if (!said.only) rmSync(FOLDER, { recursive: true, force: true });
  const pages = [...(await pagesOf("full", sample)), ...(await pagesOf("empty", facts.project.slug)), ...outside()];
  for (const theme of THEMES) for (const width of WIDTHS) await shoot(pages, theme, width);
  if (said.readme) await shootReadme(sample);
  console.log(`The pictures are in ${FOLDER}.`);
} finally {
  await visit.end();
  await own?.remove();
}

type Shot = { folder: string; name: string; path: string };

async function pagesOf(folder: string, project: string): Promise<Shot[]> {
  const page = await visit.page();
  const shots: Shot[] = [];
  for (const section of SECTIONS.filter(({ name }) => name.startsWith(said.only))) {
    const path = await addressIn(page, project, section);
    if (path) shots.push({ folder, name: section.name, path });
  }
  if ("mailbox".startsWith(said.only)) shots.push({ folder, name: "mailbox", path: `/mailbox?project=${project}` });
  await page.context().close();
  return shots;
}

function outside(): Shot[] {
  const shots = OUTSIDE.map((path) => ({ folder: "outside", name: path.slice(1).replaceAll("/", "-"), path }));
  return shots.filter(({ name }) => name.startsWith(said.only));
}

async function shoot(shots: Shot[], colorScheme: (typeof THEMES)[number], width: (typeof WIDTHS)[number]) {
  const isPhone = width < 500;
  const height = isPhone ? 812 : 900;
  const page = await visit.page({ colorScheme, viewport: { width, height }, hasTouch: isPhone, isMobile: isPhone });
  for (const { folder, name, path } of shots) {
    await page.setViewportSize({ width, height });
    await page.goto(path);
    await page.waitForFunction(() => document.querySelector("#content [aria-busy=true]") === null);
    await page.evaluate(() => document.fonts.ready);
    await unrolled(page);
    mkdirSync(join(FOLDER, folder), { recursive: true });
    await page.screenshot({ path: join(FOLDER, folder, `${name}-${width}-${colorScheme}.png`), fullPage: true });
  }
  await page.context().close();
}

/** The window becomes as high as the page, and what is measured by it stays as it is: frames are drawn, and bars stand where the page ends. */
async function unrolled(page: Page) {
  const height = await page.evaluate(() => {
    for (const frame of document.querySelectorAll("iframe")) frame.style.height = `${frame.offsetHeight}px`;
    return document.documentElement.scrollHeight;
  });
  await page.setViewportSize({ ...page.viewportSize()!, height });
  if ((await page.locator("iframe").count()) > 0) await page.waitForTimeout(DRAWN_MILLIS);
}

async function shootReadme(project: string) {
  const page = await visit.page({ colorScheme: "light", viewport: { width: 1440, height: 900 } });
  await page.goto(`/${project}`);
  await page.waitForFunction(() => document.querySelector("#content [aria-busy=true]") === null);
  await page.evaluate(() => document.fonts.ready);
  await page.screenshot({ path: join(root, "lib/docs/home.png") });
  await page.context().close();
}
