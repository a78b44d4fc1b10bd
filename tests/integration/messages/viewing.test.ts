import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { mailbox, messageContents, messages, projects } from "@/db/schema";
import { sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate, publishTemplate } from "@/lib/templates/commands";
import { trackedSource, withoutPixel } from "@/lib/templates/links";
import { viewInBrowser } from "@/lib/web/viewing";
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

test("whoever looks at an email here does not open it: the picture that tells is left out, and no other", () => {
  const source = '<body><img src="https://cdn.test/a.png" alt="A"/><p>Hello</p></body>';
  const sent = trackedSource(source).html.replace("{{ open_url }}", "https://app.test/t/o/token");
  expect(sent).toContain("/t/o/token");
  expect(withoutPixel(sent)).toBe(source);
  expect(withoutPixel(source)).toBe(source);
});
