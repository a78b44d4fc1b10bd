import { expect } from "vitest";
import { starterOf } from "@/lib/templates/gallery";
import { createTemplate, makeDefault, publishTemplate } from "@/lib/templates/commands";
import { compileDesign } from "@/lib/templates/compile";
import { findingsOf } from "@/lib/templates/findings";
import { previewStarter } from "@/lib/templates/preview";
import { renderEmail } from "@/lib/templates/render";
import { STARTERS } from "@/lib/templates/schema";
import { asSeenIn } from "@/lib/templates/schemes";
import { valuesFor } from "@/lib/templates/values";
import { test } from "../../support/test";

const project = { name: "Acme", postalAddress: "1 Road, Town", timeZone: "UTC" } as never;
const nobody = { publicId: "cus_1", email: "someone@example.com", traits: {} };

test.for(STARTERS)("“%s” compiles, is light enough, can be left, and has something to look at in every light", async (key, { scope }) => {
  const seen = await previewStarter(scope, key);
  expect(seen.missing).toEqual([]);
  expect(seen.html.length).toBeLessThan(20_000);
  expect(findingsOf(seen).filter(({ tone, says }) => tone === "warn" && !says.includes("example.com"))).toEqual([]);
  expect(seen.text).toContain("/u/preview");
  expect(asSeenIn(seen.html, "dark")).toContain("@media all");
  expect(asSeenIn(seen.html, "light")).toContain("@media not all");
});

test.for(STARTERS)("“%s” reads well to somebody of whom nothing is known", async (key) => {
  const { design } = starterOf(key)!;
  const values = valuesFor({ customer: nobody, project, sentAt: new Date("2026-02-03T04:05:06Z") });
  const { subject, text, missing } = await renderEmail({ ...(await compileDesign(design)), subject: design.subject }, values);
  expect(missing).toEqual([]);
  expect(`${subject}\n${text}`).not.toMatch(/\{[{%]|undefined|\[object|, [,.!?]|Hello ,|\bon \./);
  expect(text.trim().length).toBeGreaterThan(150);
});

test("what was ordered is listed line by line, whatever its names hold", async () => {
  const { design } = starterOf("order-confirmation")!;
  const items = [
    { name: "Socks <b>&", price: "5.00 EUR", quantity: 2 },
    { name: "Jumper", price: "59.00 EUR" },
  ];
  const event = { name: "Order Completed", properties: { items, total: "69.00 EUR", order_url: "https://shop.test/1" } };
  const values = valuesFor({ customer: nobody, project, event, sentAt: new Date("2026-02-03T04:05:06Z") });
  const { html, text } = await renderEmail({ ...(await compileDesign(design)), subject: design.subject }, values);
  expect(html).toContain("2 × Socks &lt;b&gt;&amp;, 5.00 EUR");
  expect(html).toContain('href="https://shop.test/1"');
  expect(text).toMatch(/1 × Jumper, 59\.00 EUR\n\s*Total: 69\.00 EUR/);
});

test("a template starts from the gallery, from another, from nothing, or from the default", async ({ scope }) => {
  const cart = await createTemplate(scope, { name: "Cart", start: "abandoned-cart" });
  expect(cart.draft).toEqual(starterOf("abandoned-cart")!.design);
  expect((await createTemplate(scope, { name: "Copy", start: cart.id })).draft).toEqual(cart.draft);
  expect(JSON.stringify((await createTemplate(scope, { name: "Blank", start: "blank" })).draft)).not.toContain("cart");
  await makeDefault(scope, cart.id);
  expect((await createTemplate(scope, { name: "Next" })).draft).toEqual(cart.draft);
  await expect(createTemplate(scope, { name: "None", start: "tpl_nowhere" })).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect(await publishTemplate(scope, cart.id)).toMatchObject({ version: 1, required: [["project", "name"]] });
});
