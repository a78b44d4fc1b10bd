import { eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { GET, POST } from "@/app/(public)/u/[token]/route";
import { audit, mailbox, messageContents, messages, projects, unsubscribes } from "@/db/schema";
import { leavingTokens, readLeavingToken } from "@/lib/consent/tokens";
import { sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { updateProject } from "@/lib/projects/commands";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { aCustomer, as, test } from "../../support/test";

async function aLink(scope: Scope) {
  const job = as(scope, { type: "job", name: "test" });
  const customer = await aCustomer(scope);
  const template = await createDefaultTemplate(scope);
  const request = {
    source: "automation",
    sourceId: "aut_1",
    customerId: customer.id,
    templateId: template.id,
    templateVersion: 1,
    transactional: false,
  } as const;
  await sendEmail(job, { ...request, place: "1" });
  const [{ email }] = (await scope.db.select().from(mailbox).where(eq(mailbox.projectId, scope.projectId))) as [
    typeof mailbox.$inferSelect,
  ];
  const link = /^<(.+)>$/.exec(email.headers["List-Unsubscribe"]!)![1]!;
  const next = (place: string) => sendEmail(job, { ...request, place });
  return { link, token: link.split("/u/")[1]!, next };
}

const context = (token: string) => ({ params: Promise.resolve({ token }) });
const get = (token: string, method = "GET") => GET(new Request(`http://app.test/u/${token}`, { method }), context(token));
const post = (token: string, body?: BodyInit) =>
  POST(new Request(`http://app.test/u/${token}`, { method: "POST", ...(body && { body }) }), context(token));
const left = async ({ db, projectId }: Scope) => (await db.select().from(unsubscribes).where(eq(unsubscribes.projectId, projectId))).length;
const oneClick = (): URLSearchParams => new URLSearchParams({ "List-Unsubscribe": "One-Click" });
const multipart = (): FormData => {
  const form = new FormData();
  form.set("List-Unsubscribe", "One-Click");
  return form;
};

test("the dot of the page has the colour of the project's brand, and is a ring for who has left", async ({ scope }) => {
  const { token } = await aLink(scope);
  await updateProject(scope, { brandColour: "#0a7d5c" });
  expect(await (await get(token)).text()).toContain('class="dot" style="background:#0a7d5c"');
  expect(await (await post(token, oneClick())).text()).toContain('class="dot ring"');
});

test("GET and HEAD never unsubscribe: they show a page that asks", async ({ scope }) => {
  const { token } = await aLink(scope);
  for (const method of ["GET", "HEAD"]) {
    const response = await get(token, method);
    expect(response.status).toBe(200);
    expect(await response.text()).toMatch(/<button type="submit">Unsubscribe<\/button>/);
  }
  expect(await left(scope)).toBe(0);
});

test.for([
  ["a urlencoded", oneClick],
  ["a multipart", multipart],
  ["no", (): undefined => undefined],
] as const)("one POST with %s body unsubscribes at once: 200, no redirect, no cookie", async ([, body], { scope }) => {
  const { token, next } = await aLink(scope);
  const response = await post(token, body());
  expect([response.status, response.headers.get("location"), response.headers.get("set-cookie")]).toEqual([200, null, null]);
  expect(await response.text()).toContain("no more emails from Acme");
  expect(await next("2")).toMatchObject({ state: "skipped", reason: "unsubscribed" });
});

test("unsubscribing again is unsubscribing once", async ({ scope }) => {
  const { token } = await aLink(scope);
  const all = await Promise.all([1, 2, 3].map(() => post(token, oneClick())));
  expect(all.map(({ status }) => status)).toEqual([200, 200, 200]);
  expect(await left(scope)).toBe(1);
  const records = await scope.db.select().from(audit).where(eq(audit.verb, "consent.unsubscribed"));
  expect(records.filter(({ projectId }) => projectId === scope.projectId)).toHaveLength(1);
});

test("the page lets them come back, and a mail program's click never does", async ({ scope }) => {
  const { token, next } = await aLink(scope);
  await post(token, new URLSearchParams({ choice: "unsubscribe" }));
  expect(await (await get(token)).text()).toMatch(/Subscribe again/);
  await post(token, new URLSearchParams({ choice: "resubscribe" }));
  expect(await left(scope)).toBe(0);
  expect(await next("2")).toMatchObject({ state: "sent" });
  await post(token, oneClick());
  expect(await left(scope)).toBe(1);
});

test("the link still works when the message is gone from the ledger", async ({ scope }) => {
  const { token } = await aLink(scope);
  for (const table of [mailbox, messageContents, messages]) await scope.db.delete(table).where(eq(table.projectId, scope.projectId));
  expect((await post(token, oneClick())).status).toBe(200);
  expect(await left(scope)).toBe(1);
});

test("a link of a project that is gone answers as one that never was", async ({ scope }) => {
  const { token } = await aLink(scope);
  await scope.db.delete(mailbox).where(eq(mailbox.projectId, scope.projectId));
  await scope.db.delete(messageContents).where(eq(messageContents.projectId, scope.projectId));
  await scope.db.delete(messages).where(eq(messages.projectId, scope.projectId));
  await scope.db.delete(projects).where(eq(projects.id, scope.projectId));
  const gone = await post(token, oneClick());
  const never = await post("x".repeat(122), oneClick());
  expect([gone.status, await gone.text()]).toEqual([never.status, await never.text()]);
  expect(gone.status).toBe(404);
});

test("the page runs nothing, is kept nowhere and asks not to be found", async ({ scope }) => {
  const { token } = await aLink(scope);
  const response = await get(token);
  const html = await response.text();
  expect(html).not.toMatch(/<script|https?:\/\//);
  expect(html.length).toBeLessThan(100_000);
  expect(Object.fromEntries(response.headers)).toMatchObject({
    "x-robots-tag": "noindex",
    "cache-control": "no-store",
    "content-security-policy": expect.stringMatching(/^default-src 'none'/),
    "referrer-policy": "no-referrer",
  });
});

test("a sender's name adds no markup to the page", async ({ scope }) => {
  const { token } = await aLink(scope);
  await scope.db.update(projects).set({ name: "<img src=x onerror=alert(1)>" }).where(eq(projects.id, scope.projectId));
  expect(await (await get(token)).text()).not.toContain("<img");
});

describe("tokens", () => {
  const leaving = (scope: Scope) => ({
    projectId: scope.projectId,
    customerId: 7,
    messageId: "msg_00000000000000000000000001",
    addressHash: Buffer.alloc(32, 9),
    topic: "all" as const,
  });

  test("what a token says is what went into it", async ({ scope }) => {
    const token = (await leavingTokens(scope.db))(leaving(scope));
    expect(await readLeavingToken(scope.db, token)).toEqual(leaving(scope));
  });

  test("of 10,000 mutated and 10,000 random tokens none is accepted", async ({ scope }) => {
    const token = (await leavingTokens(scope.db))(leaving(scope));
    const letters = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
    const at = (i: number) => letters[(i * 7919) % 64]!;
    const mutations = [
      ...Array.from({ length: token.length * 64 }, (_, i) => token.slice(0, i >> 6) + letters[i & 63] + token.slice((i >> 6) + 1)),
      ...Array.from({ length: token.length }, (_, i) => token.slice(0, i)),
      ...Array.from({ length: token.length }, (_, i) => `${token.slice(0, i)}${token.slice(i + 1)}A`),
      ...Array.from({ length: 3_000 }, (_, i) => token + at(i)),
      `${token}=`,
      ` ${token}`,
      `${token}\n`,
      token.toLowerCase(),
      token.split("").reverse().join(""),
    ].filter((mutated) => mutated !== token);
    expect(mutations.length).toBeGreaterThan(10_000);
    const random = Array.from({ length: 10_000 }, (_, i) =>
      Array.from({ length: token.length }, (_, j) => at(i * 131 + j * 17 + i * j)).join(""),
    );
    const accepted = (await Promise.all([...mutations, ...random].map((t) => readLeavingToken(scope.db, t)))).filter(Boolean);
    expect(accepted).toEqual([]);
  });

  test("a token that is none gets a page that tells nothing, to GET and POST alike", async () => {
    const pages = await Promise.all([get("x"), post("x", oneClick()), get("A".repeat(122)), post("../../etc", oneClick())]);
    expect(new Set(pages.map(({ status }) => status))).toEqual(new Set([404]));
    expect(new Set(await Promise.all(pages.map((page) => page.text()))).size).toBe(1);
  });
});
