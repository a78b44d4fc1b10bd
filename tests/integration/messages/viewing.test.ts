import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { mailbox, messageContents, messages, projects } from "@/db/schema";
import { type Grant, grantsOf, SECRET_KEY_GRANTS } from "@/lib/grants";
import { getReceived } from "@/lib/messages/mailbox";
import { getMessage, listMessages } from "@/lib/messages/queries";
import { sendEmail } from "@/lib/messages/send";
import { shownMessage } from "@/lib/messages/shown";
import { ROLES } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate, createTemplate, publishTemplate } from "@/lib/templates/commands";
import { viewInBrowser } from "@/lib/web/viewing";
import { begun, ledgerOf, sendAll } from "../../support/broadcasts";
import { aCustomer, as, test } from "../../support/test";

async function sent(scope: Scope) {
  await scope.db.update(projects).set({ postalAddress: "1 Main Street" }).where(eq(projects.id, scope.projectId));
  const { id: templateId } = await createDefaultTemplate(scope);
  const { version: templateVersion } = await publishTemplate(scope, templateId);
  const { id: customerId } = await aCustomer(scope);
  const place = { source: "automation", sourceId: "aut_1", place: "run_1/0", customerId } as const;
  const job = as(scope, { type: "job", name: "advance-run" });
  const { messageId } = await sendEmail(job, { ...place, templateId, templateVersion, transactional: false });
  const [row] = await scope.db.select().from(mailbox).where(eq(mailbox.messageId, messageId));
  const { html, text } = row!.email;
  return { messageId, html, text, token: /href="http:\/\/app\.test\/v\/([\w-]+)"/.exec(html)?.[1] ?? "" };
}

test("an email is seen in a browser as it was sent, and runs nothing there", async ({ scope }) => {
  const { html, text, token } = await sent(scope);
  const answer = await viewInBrowser(token);
  expect(answer?.status).toBe(200);
  expect(await answer?.text()).toBe(html);
  const policy = answer?.headers.get("content-security-policy");
  expect(policy).toMatch(/^sandbox allow-popups allow-popups-to-escape-sandbox; default-src 'none';.*frame-ancestors 'none'$/);
  expect(answer?.headers.get("x-robots-tag")).toBe("noindex");
  expect(text).not.toContain("/v/");
});

test("no other token shows anything, nor one whose email is not kept", async ({ scope }) => {
  const { messageId, html, token } = await sent(scope);
  const changed = `${token.slice(0, 9)}${token[9] === "A" ? "B" : "A"}${token.slice(10)}`;
  for (const wrong of ["", "preview", changed, token.slice(1), `${token}A`]) expect(await viewInBrowser(wrong)).toBeNull();

  await scope.db.delete(messageContents).where(eq(messageContents.messageId, messageId));
  expect(await (await viewInBrowser(token))?.text()).toBe(html); // written again from the values that were frozen with it
  await scope.db.update(messages).set({ values: null, address: null, customerId: null }).where(eq(messages.id, messageId));
  expect(await viewInBrowser(token)).toBeNull();
});

test("an email of a broadcast is seen as it was sent, whatever the project is called and sends as by now", async ({ scope, clock }) => {
  await aCustomer(scope);
  const { broadcastId } = await begun(scope);
  await sendAll(scope, clock);
  const [message] = await ledgerOf(scope, broadcastId);
  const { email } = await getReceived(scope, message!.id);
  const token = /href="http:\/\/app\.test\/v\/([\w-]+)"/.exec(email.html)![1]!;
  const changed = { fromName: "Another", fromAddress: "new@acme.test", replyTo: "help@acme.test", slug: `moved-${scope.projectId}` };
  await scope.db.update(projects).set(changed).where(eq(projects.id, scope.projectId));

  expect(await (await viewInBrowser(token))?.text()).toBe(email.html);
  const { headers, from } = (await kept(key(scope, SECRET_KEY_GRANTS), message!.id))!;
  expect([from, headers]).toEqual([email.from, email.headers]);
  const { sender: _, ...values } = message!.values!;
  await scope.db.update(messages).set({ values }).where(eq(messages.id, message!.id));
  expect(await viewInBrowser(token)).toBeNull(); // of before senders were frozen: nobody can say any more from whom it was
});

const SHOP = "https://shop.test/pay?a=1&sig=x%2Fy";
const linking = (hrefs: string[]) => ({
  type: "doc",
  content: hrefs.map((href) => ({
    type: "paragraph",
    content: [{ type: "text", text: "Here", marks: [{ type: "link", attrs: { href } }] }],
  })),
});

/** An email with links of each kind, tracked, as it lies in the mailbox and in the ledger. */
async function tracked(scope: Scope) {
  const { id: customerId } = await aCustomer(scope, { traits: { shop: "https://ada.test/?q=1&r=2" } });
  const document = linking([SHOP, "{{ customer.shop }}", "{{ view_url }}", "https://leave.test/?to={{ unsubscribe_url | url_encode }}"]);
  const { id: templateId } = await createTemplate(scope, { name: "Links", subject: "Hello", preheader: "", document });
  const { version: templateVersion } = await publishTemplate(scope, templateId);
  const place = { source: "automation", sourceId: "aut_1", place: "run_1/0", customerId } as const;
  const job = as(scope, { type: "job", name: "advance-run" });
  const { messageId } = await sendEmail(job, { ...place, templateId, templateVersion, transactional: false, tracking: true });
  const [row] = await scope.db.select().from(mailbox).where(eq(mailbox.messageId, messageId));
  return { messageId, email: row!.email };
}

const OURS = /http:\/\/app\.test\/(?:u|v|t\/c|t\/o)\/(?!preview\b)[\w-]+/;
const kept = async (scope: Scope, id: string) => (await getMessage(scope, id)).email;
const key = (scope: Scope, grants: readonly Grant[]) => as(scope, { type: "apiKey", keyId: "key_1", kind: "secret", grants });

test("a member, whatever their role, who looks at an email can do nothing in its recipient's name", async ({ scope }) => {
  const { messageId, email } = await tracked(scope);
  const token = new URL(/<(.+)>/.exec(email.headers["List-Unsubscribe"]!)![1]!).pathname.split("/").at(-1)!;
  expect(email.html).toMatch(OURS);
  for (const role of ROLES) {
    const shown = await kept(as(scope, { type: "user", userId: "usr_x", role }), messageId);
    expect(JSON.stringify(shown)).not.toMatch(OURS);
    expect(JSON.stringify(shown)).not.toContain(token);
    expect(shown?.headers["List-Unsubscribe"]).toBe("<http://app.test/u/preview>");
    for (const href of [SHOP.replaceAll("&", "&amp;"), "https://ada.test/?q=1&amp;r=2", "http://app.test/v/preview"])
      expect(shown?.html).toContain(`href="${href}"`);
    expect(shown?.text).toContain("http://app.test/u/preview");
  }
  const reading = key(scope, grantsOf("read"));
  expect(JSON.stringify(shownMessage(await getMessage(reading, messageId)))).not.toContain(token);
  expect(JSON.stringify((await listMessages(reading, { limit: 10 })).items.map(shownMessage))).not.toContain(token);
});

test("a program that may decide for recipients gets the very bytes, and the mailbox has them", async ({ scope }) => {
  const { messageId, email } = await tracked(scope);
  expect(await kept(key(scope, SECRET_KEY_GRANTS), messageId)).toEqual(email);
  expect((await getReceived(scope, messageId)).email).toEqual(email);
});
