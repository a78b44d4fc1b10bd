import { expect } from "vitest";
import { GET as showMessage } from "@/app/api/v1/messages/[id]/route";
import { GET as listRoute } from "@/app/api/v1/messages/route";
import { POST as publish } from "@/app/api/v1/templates/[id]/publish/route";
import { GET as showTemplate, PATCH } from "@/app/api/v1/templates/[id]/route";
import { GET as listTemplatesRoute, POST } from "@/app/api/v1/templates/route";
import { newId } from "@/db/ids";
import { apiKeys, users } from "@/db/schema";
import { type Grant, PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { createAutomation, deleteAutomation } from "@/lib/automations/commands";
import { getReceived, listMailbox } from "@/lib/messages/mailbox";
import { eraseCustomer } from "@/lib/customers/erasing";
import { messagePage } from "@/lib/messages/page";
import { getMessage, listMessages, messagesOf } from "@/lib/messages/queries";
import { sendEmail } from "@/lib/messages/send";
import { sendTest } from "@/lib/messages/test-send";
import { hashKey } from "@/lib/projects/key-text";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate, updateTemplate } from "@/lib/templates/commands";
import { peopleToPreview, previewTemplate } from "@/lib/templates/preview";
import { aCustomer, as, test } from "../../support/test";

async function send(scope: Scope, places: string[], { sourceId = "aut_1", tracking = false } = {}) {
  const customer = await aCustomer(scope, { traits: { first_name: "Ada" } });
  const template = await createDefaultTemplate(scope);
  const request = {
    source: "automation",
    sourceId,
    customerId: customer.id,
    templateId: template.id,
    templateVersion: 1,
    transactional: false,
    tracking,
  } as const;
  for (const place of places) await sendEmail(as(scope, { type: "job", name: "test" }), { ...request, place });
  return { customer, template };
}

async function keyOf({ db, projectId }: Scope, grants: readonly Grant[]): Promise<string> {
  const shown = `sk_${newId("key").slice(4)}`;
  await db.insert(apiKeys).values({ projectId, kind: "secret", name: shown, hash: hashKey(shown), shown: "sk_…", grants: [...grants] });
  return shown;
}

type Handler = (request: Request, context: { params: Promise<object> }) => Promise<Response>;
const asking =
  (key: string) =>
  async (handler: Handler, method: string, path: string, body?: object, params: object = {}) => {
    const init = { method, headers: { authorization: `Bearer ${key}` }, ...(body && { body: JSON.stringify(body) }) };
    const response = await handler(new Request(`http://app.test/api/v1${path}`, init), { params: Promise.resolve(params) });
    return { status: response.status, ...(await response.json()) };
  };

test("messages are listed newest first, page by page, each once", async ({ scope, clock }) => {
  const customer = await aCustomer(scope);
  const template = await createDefaultTemplate(scope);
  for (const place of ["1", "2", "3", "4", "5"]) {
    if (place !== "3") clock.forward(1000); // two at the same moment
    await sendEmail(as(scope, { type: "job", name: "test" }), {
      source: "automation",
      sourceId: "a",
      place,
      customerId: customer.id,
      templateId: template.id,
      templateVersion: 1,
      transactional: false,
    });
  }
  const seen: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listMessages(scope, { limit: 2, ...(cursor && { cursor }) });
    seen.push(...page.items.map(({ message }) => message.place));
    cursor = page.nextCursor;
  }
  expect(new Set(seen).size).toBe(5);
  expect([seen[0], seen[4]]).toEqual(["5", "1"]);
  const boxed: string[] = [];
  for (let cursor: string | null | undefined; cursor !== null; ) {
    const page = await listMailbox(scope, { limit: 2, ...(cursor && { cursor }) });
    boxed.push(...page.items.map(({ id }) => id));
    cursor = page.nextCursor;
  }
  expect(new Set(boxed).size).toBe(5);
});

test("messages are found by customer, address, subject and state; wildcards are letters", async ({ scope }) => {
  const { customer } = await send(scope, ["1"]);
  const found = async (asked: Partial<Parameters<typeof listMessages>[1]>) =>
    (await listMessages(scope, { limit: 10, ...asked })).items.length;
  expect(await found({ customer: customer.publicId })).toBe(1);
  expect(await found({ customer: newId("customer") })).toBe(0);
  expect(await found({ q: customer.email!.slice(0, 8).toUpperCase() })).toBe(1);
  expect(await found({ q: "welcome" })).toBe(1);
  expect(await found({ q: "%" })).toBe(0);
  expect(await found({ state: "sent" })).toBe(1);
  expect(await found({ state: "failed" })).toBe(0);
  expect(await messagesOf(scope, customer.id)).toHaveLength(1);
});

test("a message says what sent it and with which version, as long as these are there", async ({ scope, stranger }) => {
  const { id: sourceId } = await createAutomation(scope, { name: "Greet", flow: { trigger: null, entry: "once", steps: [] } });
  const { template } = await send(scope, ["1"], { sourceId });
  const { items } = await listMessages(scope, { limit: 1 });
  const id = items[0]!.message.id;
  const { message } = await messagePage(scope, id);
  expect(message).toMatchObject({ source: "automation", sourceId, sentBy: "Greet", opens: 0, sentAt: scope.clock.now() });
  expect(message.template).toEqual({ id: template.id, name: template.name, version: 1 });
  await deleteAutomation(scope, sourceId);
  expect((await messagePage(scope, id)).message.sentBy).toBeNull();
  await expect(messagePage(stranger, id)).rejects.toMatchObject({ code: "NOT_FOUND" });
});

test("a message says whether it would tell that it was opened, as long as its recipient is not erased", async ({ scope, stranger }) => {
  const isTracked = async (of: Scope, id: string) => (await messagePage(of, id)).message.isTracked;
  const { customer } = await send(scope, ["1"], { tracking: true });
  const [message] = await messagesOf(scope, customer.id);
  expect(await isTracked(scope, message!.id)).toBe(true);
  const other = await send(stranger, ["1"]);
  expect(await isTracked(stranger, (await messagesOf(stranger, other.customer.id))[0]!.id)).toBe(false);
  await eraseCustomer(scope, customer.publicId);
  expect(await isTracked(scope, message!.id)).toBeNull();
});

test("a stranger sees none of it, and a viewer sees no mailbox", async ({ scope, stranger }) => {
  const { customer, template } = await send(scope, ["1"]);
  const [message] = await messagesOf(scope, customer.id);
  expect((await listMessages(stranger, { limit: 10 })).items).toEqual([]);
  expect((await listMailbox(stranger, { limit: 10 })).items).toEqual([]);
  await expect(getMessage(stranger, message!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(getReceived(stranger, message!.id)).rejects.toMatchObject({ code: "NOT_FOUND" });
  await expect(previewTemplate(stranger, { id: template.id })).rejects.toMatchObject({ code: "NOT_FOUND" });
  const viewer = as(scope, { type: "user", userId: "usr_v", role: "viewer" });
  await expect(listMailbox(viewer, { limit: 10 })).rejects.toMatchObject({ code: "FORBIDDEN" });
  await expect(getReceived(viewer, message!.id)).rejects.toMatchObject({ code: "FORBIDDEN" });
});

test("a program makes, changes and publishes a template, and reads what became of its messages", async ({ scope }) => {
  const ask = asking(await keyOf(scope, SECRET_KEY_GRANTS));
  const { customer, template } = await send(scope, ["1"]);
  const made = await ask(POST, "POST", "/templates", { name: "Trial ending", subject: "Hi {{ customer.first_name }}" });
  expect(made).toMatchObject({ status: 201, name: "Trial ending", version: null, is_default: false, document: template.draft.document });
  const { id } = made;
  expect(await ask(PATCH, "PATCH", `/templates/${id}`, { subject: "Hello {{ nobody }}" }, { id })).toMatchObject({
    status: 200,
    preheader: template.draft.preheader,
  });
  expect(await ask(publish, "POST", `/templates/${id}/publish`, {}, { id })).toMatchObject({ status: 422, error: { field: "subject" } });
  await ask(PATCH, "PATCH", `/templates/${id}`, { subject: "Hello {{ customer.first_name }}" }, { id });
  const published = await ask(publish, "POST", `/templates/${id}/publish`, {}, { id });
  expect(published).toMatchObject({
    status: 201,
    version: 1,
    variables: expect.arrayContaining(["customer.first_name", "unsubscribe_url"]),
  });
  expect(await ask(showTemplate, "GET", `/templates/${id}`, undefined, { id })).toMatchObject({ version: 1 });
  expect(await ask(listTemplatesRoute, "GET", "/templates?q=trial")).toMatchObject({ data: [{ id }], next_cursor: null });

  const listed = await ask(listRoute, "GET", `/messages?customer=${customer.publicId}`);
  expect(listed.data).toMatchObject([
    {
      customer_id: customer.publicId,
      state: "sent",
      reason: null,
      subject: "Welcome, Ada",
      to: customer.email,
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    },
  ]);
  const { id: messageId } = listed.data[0];
  expect(await ask(showMessage, "GET", `/messages/${messageId}`, undefined, { id: messageId })).toMatchObject({
    status: 200,
    html: expect.stringContaining("Hello Ada"),
    text: expect.stringContaining("Hello Ada"),
  });
});

test("a public key reads neither templates nor messages", async ({ scope }) => {
  const ask = asking(await keyOf(scope, PUBLIC_KEY_GRANTS));
  for (const handler of [listTemplatesRoute, listRoute]) expect(await ask(handler, "GET", "/x")).toMatchObject({ status: 403 });
  expect(await ask(POST, "POST", "/templates", { name: "x" })).toMatchObject({ status: 403 });
});

test("a template is seen as somebody made up, or as a customer who is found by a part of their address", async ({ scope }) => {
  const { customer, template } = await send(scope, []);
  expect((await previewTemplate(scope, { id: template.id })).subject).toBe("Welcome, Ada");
  await updateTemplate(scope, { id: template.id, subject: "For {{ customer.email }}" });
  const [found] = await peopleToPreview(scope, customer.email!.slice(2, 9));
  expect(found?.id).toBe(customer.publicId);
  expect((await previewTemplate(scope, { id: template.id, customer: found!.id })).subject).toBe(`For ${customer.email}`);
});

test("a test goes to whoever asks for it, is in the mailbox, and is no message to a customer", async ({ scope }) => {
  const { customer, template } = await send(scope, []);
  const [user] = await scope.db
    .insert(users)
    .values({ email: `me-${scope.projectId}@acme.test`, name: "Me" })
    .returning();
  const me = as(scope, { type: "user", userId: user!.id, role: "editor" });
  expect(await sendTest(me, { id: template.id, customer: customer.publicId })).toEqual([{ to: user!.email, state: "sent", reason: null }]);
  const { items } = await listMailbox(scope, { limit: 10 });
  expect(items).toMatchObject([{ to: user!.email, subject: "[Test] Welcome, Ada" }]);
  expect(await messagesOf(scope, customer.id)).toEqual([]);
});

test.for(["x", "W10", "WyJ4IiwieSJd", "WzFlMzAwLCJ4Il0"])("the cursor %s is refused and breaks nothing", async (cursor, { scope }) => {
  await expect(listMessages(scope, { limit: 2, cursor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
  await expect(listMailbox(scope, { limit: 2, cursor })).rejects.toMatchObject({ code: "INVALID_INPUT" });
});
