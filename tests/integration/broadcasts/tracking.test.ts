import fc from "fast-check";
import { and, eq } from "drizzle-orm";
import { describe, expect } from "vitest";
import { events, mailbox, messageClicks, messages, templates } from "@/db/schema";
import { readLeavingToken } from "@/lib/consent/tokens";
import type { Scope } from "@/lib/scope";
import { createTemplate, publishTemplate } from "@/lib/templates/commands";
import { readTracingToken, tracingTokens } from "@/lib/tracking/tokens";
import { onward, pixel } from "@/lib/web/tracking";
import { begun, ledgerOf, sendAll } from "../../support/broadcasts";
import { aCustomer, type TestClock, test } from "../../support/test";

const BROWSER = "Mozilla/5.0 (Macintosh; Intel Mac OS X 10_15_7) AppleWebKit/605.1.15 (KHTML, like Gecko) Version/18.0 Safari/605.1.15";
const SIGNED = "https://shop.test/pay?a=1&sig=x%2Fy&b=2#end";

/** Paragraphs, each of one link. */
const linking = (hrefs: string[]) => ({
  subject: "Hello",
  preheader: "",
  document: {
    type: "doc",
    content: hrefs.map((href) => ({
      type: "paragraph",
      content: [{ type: "text", text: "Here", marks: [{ type: "link", attrs: { href } }] }],
    })),
  },
});

let n = 0;

async function sent(scope: Scope, clock: TestClock, hrefs: string[], tracking = true) {
  const customer = await aCustomer(scope, { traits: { shop: "https://ada.test/?q=1&r=2", evil: "javascript:alert(1)" } });
  const template = await createTemplate(scope, { name: `Links ${++n}`, ...linking(hrefs) });
  await publishTemplate(scope, template.id);
  const { broadcastId } = await begun(scope, { templateId: template.id, tracking });
  await sendAll(scope, clock);
  const [message] = await ledgerOf(scope, broadcastId);
  const [{ email }] = (await scope.db.select().from(mailbox).where(eq(mailbox.messageId, message!.id))) as [typeof mailbox.$inferSelect];
  const links = [...email.html.matchAll(/href="http:\/\/app\.test\/t\/c\/([\w-]+)\/(\d+)"/g)].map(([, token, place]) => ({
    token: token!,
    place: place!,
  }));
  const picture = /src="http:\/\/app\.test\/t\/o\/([\w-]+)"/.exec(email.html)?.[1];
  return { customer, message: message!, email, links, picture, broadcastId };
}

const asked = (method = "GET", userAgent: string | null = BROWSER) =>
  new Request("http://app.test/t", { method, headers: userAgent === null ? {} : { "user-agent": userAgent } });

/** Follows a link and waits for what is written afterwards. */
async function follow({ token, place }: { token: string; place: string }, request = asked()) {
  const writes: Promise<void>[] = [];
  const response = await onward(request, token, place, (write) => void writes.push(write()));
  await Promise.all(writes);
  return response;
}

async function look(token: string, request = asked()) {
  const writes: Promise<void>[] = [];
  const response = await pixel(request, token, (write) => void writes.push(write()));
  await Promise.all(writes);
  return response;
}

const read = async ({ db }: Scope, id: string) => (await db.select().from(messages).where(eq(messages.id, id)))[0]!;
const told = async ({ db, projectId }: Scope) =>
  (
    await db
      .select()
      .from(events)
      .where(and(eq(events.projectId, projectId), eq(events.kind, 4)))
  )
    .map(({ name }) => name)
    .sort();
/** As if it had been sent a while ago: a link that is followed at once is followed by a scanner. */
const aged = ({ db }: Scope, id: string) =>
  db
    .update(messages)
    .set({ sentAt: new Date(Date.now() - 60_000) })
    .where(eq(messages.id, id));

describe("links", () => {
  test("lead on to where they were, to the byte; the ways to leave and those that are not of the web stay as they are", async ({
    scope,
    clock,
  }) => {
    const { links, email } = await sent(scope, clock, [SIGNED, "mailto:ann@shop.test", "https://shop.test/ä?q=ö"]);
    expect(links.map(({ place }) => place)).toEqual(["0", "1"]);
    expect((await follow(links[0]!))!.headers.get("location")).toBe(SIGNED);
    expect((await follow(links[1]!))!.headers.get("location")).toBe("https://shop.test/%C3%A4?q=%C3%B6");
    expect(email.html).toContain('href="mailto:ann@shop.test"');
    const leave = /href="http:\/\/app\.test\/u\/([\w-]+)"/.exec(email.html)![1]!;
    expect(await readLeavingToken(scope.db, leave)).toMatchObject({ topic: "broadcasts" });
    expect(email.text).toContain("https://shop.test/pay");
  });

  test("with Liquid in them lead each person where theirs goes, and never anywhere but the web", async ({ scope, clock }) => {
    const { links } = await sent(scope, clock, [
      "{{ customer.shop }}",
      "https://shop.test/{{ customer.id }}?a=1&b=2",
      "{{ customer.evil }}",
    ]);
    expect(links).toHaveLength(3);
    expect((await follow(links[0]!))!.headers.get("location")).toBe("https://ada.test/?q=1&r=2");
    expect((await follow(links[1]!))!.headers.get("location")).toMatch(/^https:\/\/shop\.test\/cus_\w+\?a=1&b=2$/);
    expect(await follow(links[2]!)).toBeNull();
  });

  test("still lead on when the message is gone, and tell nothing", async ({ scope, clock }) => {
    const { links, message } = await sent(scope, clock, [SIGNED]);
    await scope.db.delete(mailbox).where(eq(mailbox.messageId, message.id));
    await scope.db.delete(messages).where(eq(messages.id, message.id));
    expect((await follow(links[0]!))!.status).toBe(302);
    expect(await told(scope)).toEqual([]);
  });

  test("of a broadcast that is not tracked are as they were written, without a picture", async ({ scope, clock }) => {
    const { links, picture, email } = await sent(scope, clock, [SIGNED], false);
    expect([links, picture]).toEqual([[], undefined]);
    expect(email.html).toContain(`href="${SIGNED.replaceAll("&", "&amp;")}"`);
  });

  test("no changed token and no other place leads anywhere", async ({ scope, clock }) => {
    const { links } = await sent(scope, clock, [SIGNED]);
    const { token } = links[0]!;
    const letter = fc.constantFrom(..."ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_%/=.".split(""));
    const changed = fc.tuple(fc.nat(token.length - 1), letter).map(([at, by]) => token.slice(0, at) + by + token.slice(at + 1));
    const wild = fc.oneof(
      changed,
      fc.string(),
      fc.constantFrom("//evil.test", "https://evil.test", "javascript:alert(1)", `${token}/../x`),
    );
    await fc.assert(
      fc.asyncProperty(wild, async (other) => other === token || (await follow({ token: other, place: "0" })) === null),
      { numRuns: 2_000, seed: 7 },
    );
    for (const place of ["1", "-1", "0x0", "00000", "https://evil.test", "0 ", "١"]) expect(await follow({ token, place })).toBeNull();
  });

  test("a token says what went into it, and no token to leave is taken for one", async ({ scope, clock }) => {
    const traced = {
      projectId: scope.projectId,
      messageId: "msg_00000000000000000000000001",
      templateId: "tpl_00000000000000000000000002",
      version: 7,
    };
    const token = (await tracingTokens(scope.db))(traced);
    expect(await readTracingToken(scope.db, token)).toEqual(traced);
    const { email } = await sent(scope, clock, [SIGNED]);
    const leave = /\/u\/([\w-]+)/.exec(email.html)![1]!;
    expect(await readTracingToken(scope.db, leave)).toBeNull();
    expect(await readLeavingToken(scope.db, token)).toBeNull();
  });
});

describe("what is told", () => {
  test("a person's opens and clicks are summed up on the message, and are events once", async ({ scope, clock }) => {
    const { links, picture, message } = await sent(scope, clock, [SIGNED, "https://shop.test/"]);
    await aged(scope, message.id);
    const response = await look(picture!);
    expect([response.status, response.headers.get("cache-control"), (await response.arrayBuffer()).byteLength]).toEqual([
      200,
      "no-store, private",
      43,
    ]);
    await look(picture!);
    await follow(links[0]!);
    await follow(links[0]!);
    await follow(links[1]!);
    expect(await read(scope, message.id)).toMatchObject({
      ...{ opens: 2, clicks: 3, machineOpens: 0, machineClicks: 0 },
      firstOpenedAt: expect.any(Date),
      firstClickedAt: expect.any(Date),
    });
    expect(await told(scope)).toEqual(["Email Clicked", "Email Clicked", "Email Opened"]);
    const clicks = await scope.db.select().from(messageClicks).where(eq(messageClicks.messageId, message.id));
    expect(clicks.map(({ place, clicks }) => [place, clicks]).sort()).toEqual([
      [0, 2],
      [1, 1],
    ]);
  });

  test("a mail service that fetches the picture for a person is that person; a program is not", async ({ scope, clock }) => {
    const { picture, links, message } = await sent(scope, clock, [SIGNED]);
    await aged(scope, message.id);
    await look(picture!, asked("GET", "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)"));
    expect(await read(scope, message.id)).toMatchObject({ opens: 1, machineOpens: 0 });
    for (const userAgent of ["Mozilla/5.0", "python-requests/2.31", "Googlebot/2.1 (+http://www.google.com/bot.html)", null])
      await look(picture!, asked("GET", userAgent));
    await follow(links[0]!, asked("HEAD"));
    await follow(links[0]!, asked("GET", "curl/8.0"));
    expect(await read(scope, message.id)).toMatchObject({ opens: 1, machineOpens: 4, clicks: 0, machineClicks: 2, firstClickedAt: null });
    expect(await told(scope)).toEqual(["Email Clicked by Machine", "Email Opened", "Email Opened by Machine"]);
  });

  test("a link that is followed within two seconds is followed by a scanner", async ({ scope, clock }) => {
    const { links, message } = await sent(scope, clock, [SIGNED]);
    await scope.db.update(messages).set({ sentAt: new Date() }).where(eq(messages.id, message.id));
    await follow(links[0]!);
    expect(await read(scope, message.id)).toMatchObject({ clicks: 0, machineClicks: 1 });
  });

  test("of somebody who was erased, sums are kept and nothing is told", async ({ scope, clock }) => {
    const { picture, message } = await sent(scope, clock, [SIGNED]);
    await scope.db.update(messages).set({ customerId: null }).where(eq(messages.id, message.id));
    await look(picture!);
    expect(await read(scope, message.id)).toMatchObject({ opens: 1 });
    expect(await told(scope)).toEqual([]);
  });

  test("a token that is none gets the same picture", async ({ scope }) => {
    const response = await look("x");
    expect([response.status, (await response.arrayBuffer()).byteLength]).toEqual([200, 43]);
    expect(await scope.db.select().from(templates).where(eq(templates.projectId, scope.projectId))).toEqual([]);
  });
});
