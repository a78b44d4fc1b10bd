import { expect } from "vitest";
import { listAudit } from "@/lib/audit/queries";
import { defaultEmail } from "@/emails/default";
import { compileDesign } from "@/lib/templates/compile";
import { createDefaultTemplate, createTemplate, makeDefault, publishTemplate, updateTemplate } from "@/lib/templates/commands";
import { previewLine, previewTemplate } from "@/lib/templates/preview";
import { renderEmail } from "@/lib/templates/render";
import { frozen, valuesFor } from "@/lib/templates/values";
import { findDefaultTemplate, getTemplate, listTemplates } from "@/lib/templates/queries";
import { aCustomer, as, test } from "../../support/test";

const saying = (text: string, subject = "Hello") => ({
  subject,
  preheader: "",
  document: { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text }] }] },
});

const project = { name: "Acme", postalAddress: "1 Road, Town", timeZone: "UTC" } as never;
const ada = { publicId: "cus_1", email: "ada@example.com", traits: { firstName: "Ada", plan: "pro" } };
const leaveUrl = "https://app.test/u/token";
const written = async (
  design: typeof defaultEmail | ReturnType<typeof saying>,
  customer: Parameters<typeof valuesFor>[0]["customer"] = ada,
) => {
  const compiled = await compileDesign(design);
  const values = frozen(valuesFor({ customer, project, leaveUrl, sentAt: new Date("2026-02-03T04:05:06Z") }), compiled.variables);
  return { values, compiled, ...(await renderEmail({ ...compiled, subject: design.subject }, values)) };
};

test("the default email greets by name, says who writes, and can be left", async () => {
  const { subject, html, text, missing } = await written(defaultEmail);
  expect(subject).toBe("Welcome, Ada");
  expect(html).toContain("Hello <!-- -->Ada".replace("<!-- -->", ""));
  expect(html).toContain("1 Road, Town");
  expect(html).toContain(`href="${leaveUrl}"`);
  expect(text).toContain("Hello Ada");
  expect(text).toContain(leaveUrl);
  expect(missing).toEqual([]);
  expect(html.length).toBeLessThan(20_000);
});

test("the dot below an email has the colour of the project's brand, and ours where there is none", async () => {
  const { html, compiled } = await written(defaultEmail);
  expect(html).toContain("background-color:#bb29a6");
  const branded = { ...(project as object), brandColour: "#0a7d5c" } as never;
  const values = frozen(valuesFor({ customer: ada, project: branded, leaveUrl, sentAt: new Date() }), compiled.variables);
  const again = await renderEmail({ ...compiled, subject: "" }, values);
  expect(again.html).toContain("background-color:#0a7d5c");
  expect(again.missing).toEqual([]);
});

test("somebody without a name is greeted with the word that stands in for it", async () => {
  const { subject, text } = await written(defaultEmail, { ...ada, traits: {} });
  expect([subject, text.split("\n")[0]]).toEqual(["Welcome, and good to meet you", "Hello there"]);
});

test("a variable that is missing, with no word to stand in for it, is told", async () => {
  const { missing, html } = await written(saying("Hello {{ customer.nickname }}, {% if customer.gone %}{{ customer.gone }}{% endif %}"));
  expect(missing).toEqual(["customer.nickname"]);
  expect(html).toContain("Hello , ");
});

test("only what a version speaks of is frozen, and it is enough to write the same email again", async () => {
  const design = saying("{{ customer.plan }} {{ project.name }}");
  const { values, html, compiled } = await written(design);
  expect(values).toMatchObject({ customer: { plan: "pro" }, project: { name: "Acme" } });
  expect(JSON.stringify(values)).not.toContain("ada@example.com");
  const again = await renderEmail({ ...compiled, subject: design.subject }, JSON.parse(JSON.stringify(values)));
  expect(again.html).toBe(html);
});

test("Liquid may stand in attributes and use quotes and signs", async () => {
  const { html } = await written(saying('{% if customer.plan == "pro" and 2 > 1 %}typed{% endif %}'));
  expect(html).toContain("typed");
});

const INJECTIONS = [
  "<b>x</b>",
  '"><img src=x onerror=alert(1)>',
  "'><svg/onload=1>",
  "{{ customer.email }}",
  "{% if true %}y{% endif %}",
  "<!--",
  "]]>",
  "\u2028</style><script>1</script>",
];

test.each(INJECTIONS)("the trait %s adds no markup and runs no Liquid", async (trait) => {
  const count = (html: string) => [html.match(/<[a-z!/]/gi)?.length, html.match(/\s[a-z-]+="/gi)?.length];
  const design = saying("{{ customer.plan }}", "{{ customer.plan }}");
  const plain = await written(design, { ...ada, traits: { plan: "x" } });
  const hostile = await written(design, { ...ada, traits: { plan: trait } });
  expect(count(hostile.html)).toEqual(count(plain.html));
  expect(hostile.html).not.toContain("ada@example.com");
});

test.each([
  "javascript:alert(1)",
  " JaVaScRiPt:alert(1)",
  "java\tscript:alert(1)",
  "\u0001javascript:1",
  "data:text/html,x",
  "vbscript:1",
  "file:///etc/passwd",
])("a link made of the trait %j leads nowhere", async (plan) => {
  const design = {
    ...saying("x"),
    document: {
      type: "doc",
      content: [{ type: "button", attrs: { href: "{{ customer.plan }}" }, content: [{ type: "text", text: "Go" }] }],
    },
  };
  const { html } = await written(design, { ...ada, traits: { plan } });
  expect(html).toContain('href="#"');
  const fine = await written(design, { ...ada, traits: { plan: "https://x.test/?a=1&sig=2" } });
  expect(fine.html).toContain('href="https://x.test/?a=1&amp;sig=2"');
});

test("a subject is one line, whatever a trait holds", async () => {
  const { subject } = await written(saying("x", "Hi {{ customer.plan }}"), { ...ada, traits: { plan: "a\r\nBcc: all@example.com" } });
  expect(subject).toBe("Hi a Bcc: all@example.com");
});

test.for([
  ["{{ customer.name | foo }}", "document", /undefined filter: foo/],
  ["{% if customer.plan %}", "document", /not closed/],
  ["{{ first_name }}", "document", /is not a known variable/],
] as const)("%s is refused with its place", async ([text, place, message], { scope }) => {
  const template = await createTemplate(scope, { name: "Bad", ...saying(text) });
  await expect(publishTemplate(scope, template.id)).rejects.toMatchObject({
    code: "INVALID_INPUT",
    fields: { [place]: [expect.stringMatching(message)] },
  });
});

test("a document that the editor cannot hold is refused", async ({ scope }) => {
  const design = { subject: "x", preheader: "", document: { type: "doc", content: [{ type: "script" }] } };
  const template = await createTemplate(scope, { name: "Bad", ...design });
  await expect(publishTemplate(scope, template.id)).rejects.toMatchObject({ code: "INVALID_INPUT" });
});

test("the default template is where every new template starts, and there is one of it", async ({ scope }) => {
  const first = await createDefaultTemplate(scope);
  expect(first).toMatchObject({ isDefault: true, currentVersion: 1 });
  const other = await createTemplate(scope, { name: "Plain", ...saying("Just this") });
  await Promise.all([makeDefault(scope, other.id), makeDefault(scope, first.id), makeDefault(scope, other.id)]);
  await makeDefault(scope, other.id);
  expect((await findDefaultTemplate(scope))?.id).toBe(other.id);
  expect((await createTemplate(scope, { name: "New" })).draft).toEqual(other.draft);
});

test("publishing makes a version that later edits do not change", async ({ scope }) => {
  const template = await createTemplate(scope, { name: "Note", ...saying("One") });
  const one = await publishTemplate(scope, template.id);
  await updateTemplate(scope, { id: template.id, ...saying("Two") });
  const two = await publishTemplate(scope, template.id);
  expect([one.version, two.version, (await getTemplate(scope, template.id)).currentVersion]).toEqual([1, 2, 2]);
  expect(one.html).toContain("One");
  expect(two.html).toContain("Two");
});

test("what somebody else saved meanwhile is not overwritten; the same said twice, as when its answer was lost, is no change", async ({
  scope,
  clock,
}) => {
  const template = await createTemplate(scope, { name: "Note", ...saying("One") });
  clock.forward(1000);
  const theirs = { id: template.id, ...saying("Theirs"), revision: template.revision };
  const { revision } = await updateTemplate(scope, theirs);
  expect(await updateTemplate(scope, theirs)).toMatchObject({ revision });
  await expect(updateTemplate(scope, { id: template.id, ...saying("Mine"), revision: template.revision })).rejects.toMatchObject({
    code: "CONFLICT",
  });
});

test("a name is taken once in a project, and a stranger sees none of its templates", async ({ scope, stranger }) => {
  const template = await createTemplate(scope, { name: "Note", ...saying("One") });
  await expect(createTemplate(scope, { name: "Note" })).rejects.toMatchObject({ code: "CONFLICT" });
  await expect(getTemplate(stranger, template.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(publishTemplate(stranger, template.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  expect((await listTemplates(stranger, { limit: 10 })).items).toEqual([]);
});

test("a viewer reads templates and changes none", async ({ scope }) => {
  const viewer = as(scope, { type: "user", userId: "usr_v", role: "viewer" });
  expect((await listTemplates(viewer, { limit: 10 })).items).toEqual([]);
  expect(() => createTemplate(viewer, { name: "Note" })).toThrow(/permission/);
});

test("templates are listed by name, a page at a time, and found by a part of it", async ({ scope }) => {
  for (const name of ["C", "A_1", "B"]) await createTemplate(scope, { name, ...saying("x") });
  const first = await listTemplates(scope, { limit: 2 });
  const second = await listTemplates(scope, { limit: 2, cursor: first.nextCursor! });
  expect([...first.items, ...second.items].map(({ name }) => name)).toEqual(["A_1", "B", "C"]);
  expect((await listTemplates(scope, { limit: 5, q: "_" })).items.map(({ name }) => name)).toEqual(["A_1"]);
});

test("what is never closed is read in one walk, and refused", async ({ scope }) => {
  const template = await createTemplate(scope, { name: "Open", ...saying("{{ ".repeat(60_000)) });
  const began = process.cpuUsage();
  await expect(publishTemplate(scope, template.id)).rejects.toMatchObject({ code: "INVALID_INPUT" });
  expect(process.cpuUsage(began).user).toBeLessThan(5_000_000);
});

test("a template that runs away cannot be seen, and says so", async ({ scope }) => {
  const template = await createTemplate(scope, { name: "Runs", ...saying("{% for i in (1..9000000) %}x{% endfor %}") });
  await expect(previewTemplate(scope, { id: template.id })).rejects.toMatchObject({
    code: "INVALID_INPUT",
    message: expect.stringMatching(/cannot be shown/),
  });
});

test("a line is read as a customer would, before it is kept; what is wrong with it is told as when it is published", async ({
  scope,
  stranger,
}) => {
  const said = (text: string) => ({ place: "subject" as const, text });
  const name = "Hello{% if customer.first_name %}, {{ customer.first_name }}{% endif %}";
  const { publicId: customer } = await aCustomer(scope, { email: "bo@example.com", traits: { first_name: "Bo" } });
  expect(await previewLine(as(scope, { type: "user", userId: "usr_v", role: "viewer" }), said(name))).toBe("Hello, Ada");
  expect(await previewLine(scope, { ...said(name), customer })).toBe("Hello, Bo");
  expect(await previewLine(scope, { ...said("{{ event.plan }}"), event: { name: "x", properties: { plan: "Team\n" } } })).toBe("Team");
  await expect(previewLine(scope, said("{{ customer.first_name | shout }}"))).rejects.toMatchObject({
    message: expect.stringMatching(/^The subject cannot be published. In “{{ customer.first_name | shout }}”: undefined filter: shout/),
    fields: { subject: [expect.any(String)] },
  });
  await expect(previewLine(scope, said("{{ nobody.name }}"))).rejects.toThrow("“nobody.name” is not a known variable.");
  await expect(previewLine(scope, said("{% for i in (1..9000000) %}x{% endfor %}"))).rejects.toThrow(/cannot be shown/);
  await expect(previewLine(stranger, { ...said(name), customer })).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("who changed a draft, and what was different before, is written down with the change", async ({ scope }) => {
  const { id, draft } = await createTemplate(scope, { name: "News", ...saying("Hello") });
  await updateTemplate(scope, { id, subject: "Goodbye" });
  await updateTemplate(scope, { id, subject: "Goodbye" });
  const { items } = await listAudit(scope, { subject: id, verb: "template.edited", limit: 10 });
  expect(items).toMatchObject([{ actorId: "usr_test" }]);
  expect(items[0]!.differences).toEqual([{ path: "subject", before: draft.subject, after: "Goodbye" }]);
});
