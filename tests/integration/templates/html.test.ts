import { expect } from "vitest";
import { compileDesign } from "@/lib/templates/compile";
import { createTemplate, publishTemplate, updateTemplate } from "@/lib/templates/commands";
import { convertToHtml } from "@/lib/templates/keeping";
import { previewTemplate } from "@/lib/templates/preview";
import { getTemplate } from "@/lib/templates/queries";
import { test } from "../../support/test";

const written = (html: string, more = {}) => ({ subject: "Hello", preheader: "", document: {}, html, ...more });

test("HTML becomes a whole document with its Liquid, its preheader in front and a foot that can be left", async () => {
  const { html, variables } = await compileDesign(
    written('<p>Hello {{ customer.first_name | default: "there" }}</p>', { preheader: 'For {{ customer.plan | default: "you" }}' }),
  );
  expect(html).toMatch(/^<!DOCTYPE html><html lang="en"/);
  expect(html).toContain('{{ customer.first_name | default: "there" }}');
  expect(html).toContain('For {{ customer.plan | default: "you" }}');
  expect(html).toContain('href="{{ unsubscribe_url }}"');
  expect(variables).toContainEqual(["customer", "plan"]);
  expect(html.match(/<\/body>/g)).toHaveLength(1);
});

test("an email that says itself how to leave gets no second foot, and stays the document it was", async () => {
  const own = `<!doctype html><html lang="de"><head><title>x</title><style>p{color:red}</style></head><body style="margin:0"><p>Hallo</p><a href="{{ unsubscribe_url }}">Abmelden</a></body></html>`;
  const { html } = await compileDesign(written(own));
  expect(html.match(/unsubscribe_url/g)).toHaveLength(1);
  expect(html).toContain('<html lang="de">');
  expect(html).toContain("<style>p{color:red}</style>");
});

test("Liquid between the rows of a table stays where it is", async () => {
  const rows = "<table>{% for item in event.items %}<tr><td>{{ item.name }}</td></tr>{% endfor %}</table>";
  expect((await compileDesign(written(rows))).html).toContain("<table>{% for item in event.items %}<tr><td>");
});

test.for([
  ["<script>alert(1)</script><p>x</p>", /script|alert/],
  ['<p onclick="alert(1)">x</p>', /onclick/],
  ['<form action="https://x.test"><input name="a"></form>', /<form|<input/],
  ['<iframe src="https://x.test"></iframe>', /iframe/],
  ['<a href="javascript:alert(1)">x</a>', /javascript/],
  ['<meta http-equiv="refresh" content="0;url=https://x.test">', /http-equiv/],
  ['<img src="x" onerror="alert(1)">', /onerror/],
  ['<svg onload="alert(1)"><a xlink:href="javascript:1">x</a></svg>', /svg|onload/],
] as const)("%s is cleaned", async ([said, never]) => {
  expect((await compileDesign(written(said))).html).not.toMatch(never);
});

test.for([
  ["<p {% if customer.vip %}class='x'{% endif %}>x</p>", "html", /stands where HTML cannot hold it/],
  ["<p>{{ customer.name | shout }}</p>", "html", /undefined filter: shout/],
  ["<p>{% if customer.vip %}</p>", "html", /not closed/],
] as const)("%s is refused with its place", async ([said, place, message], { scope }) => {
  const { id } = await createTemplate(scope, { name: "Bad", subject: "x", html: said });
  await expect(publishTemplate(scope, id)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { [place]: [expect.stringMatching(message)] },
  });
});

test("what never closes is read in one walk", async () => {
  const began = process.cpuUsage();
  await compileDesign(written("{{ ".repeat(60_000))).catch(() => undefined);
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
});

test("a template of the editor becomes HTML once, looks the same, and never goes back by accident", async ({ scope }) => {
  const { id } = await createTemplate(scope, { name: "Cart", start: "abandoned-cart" });
  const before = await previewTemplate(scope, { id });
  await convertToHtml(scope, id);
  const after = await previewTemplate(scope, { id });
  expect(after.text.replace(/\s+/g, " ")).toBe(before.text.replace(/\s+/g, " "));
  expect(after.html).toContain("@media (prefers-color-scheme:dark)");
  await expect(convertToHtml(scope, id)).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(updateTemplate(scope, { id, document: { type: "doc" } })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect((await getTemplate(scope, id)).draft.document).toEqual({});
});

test("the plain part is one's own once it was written, with a way to leave, and made of the email again when it is taken away", async ({
  scope,
}) => {
  const { id } = await createTemplate(scope, { name: "Plain", start: "blank", subject: "x", text: "Dear {{ customer.first_name }}," });
  const own = await previewTemplate(scope, { id });
  expect(own.text).toMatch(/^Dear Ada,\n\nUnsubscribe: http/);
  expect(own.compiled.variables).toContainEqual(["customer", "first_name"]);
  await updateTemplate(scope, { id, text: null });
  expect((await previewTemplate(scope, { id })).text).not.toContain("Dear");
});
