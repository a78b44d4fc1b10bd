import { and, eq } from "drizzle-orm";
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import { customers, mailbox, messages, projects, suppressions } from "@/db/schema";
import { resubscribe, unsubscribe } from "@/lib/consent/commands";
import { readLeavingToken } from "@/lib/consent/tokens";
import { addressHasher } from "@/lib/keys/data-keys";
import { handOver } from "@/lib/messages/offer";
import { contentsOf, findMessage, hashOf } from "@/lib/messages/claim";
import { offerDue } from "@/lib/messages/due";
import { listMessages } from "@/lib/messages/queries";
import { NotSettled, sendEmail } from "@/lib/messages/send";
import { listedMessage } from "@/lib/messages/shown";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate, createTemplate, publishTemplate } from "@/lib/templates/commands";
import { aCustomer, as, test } from "../../support/test";
import { fakeResend, say } from "../../support/resend";

const HOUR = 3_600_000;
const job = (scope: Scope) => as(scope, { type: "job", name: "test" });

async function aSend(scope: Scope, place = "run_1/1", transactional = false) {
  const customer = await aCustomer(scope, { traits: { firstName: "Ada" } });
  const template = await createDefaultTemplate(scope);
  return {
    source: "automation",
    sourceId: "aut_1",
    place,
    customerId: customer.id,
    templateId: template.id,
    templateVersion: 1,
    transactional,
  } as const;
}

const inMailbox = ({ db, projectId }: Scope) => db.select().from(mailbox).where(eq(mailbox.projectId, projectId));
const ledger = ({ db, projectId }: Scope) => db.select().from(messages).where(eq(messages.projectId, projectId));
const linkOf = (headers: Record<string, string>) => /^<(.+)>$/.exec(headers["List-Unsubscribe"]!)![1]!;
const leavingOf = async ({ db }: Scope, headers: Record<string, string>) => (await readLeavingToken(db, linkOf(headers).split("/u/")[1]!))!;

describe("through the built-in mailbox", () => {
  test("an email is in the mailbox exactly as it was claimed, once, however often it is sent", async ({ scope }) => {
    const request = await aSend(scope);
    const results = await Promise.all([1, 2, 3].map(() => sendEmail(job(scope), request).catch((error) => error)));
    for (const result of results) expect(result instanceof NotSettled || result.state === "sent").toBe(true);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent", reason: null });

    const [row, ...others] = await ledger(scope);
    expect(others).toEqual([]);
    const received = await inMailbox(scope);
    expect(received).toHaveLength(1);
    const email = received[0]!.email;
    expect(email).toEqual(await contentsOf(scope, row!));
    expect(hashOf(email)).toEqual(row!.sha256);
    expect(email).toMatchObject({
      subject: "Welcome, Ada",
      to: row!.address,
      headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
    });
    expect(Object.keys(email.headers)).toEqual(["List-Unsubscribe", "List-Unsubscribe-Post", "List-Id", "Feedback-ID"]);
    expect(linkOf(email.headers)).toMatch(/^http:\/\/app\.test\/u\/[\w-]+$/);
    expect(email.html).toContain(linkOf(email.headers));
    expect(email.text).toContain(linkOf(email.headers));
  });

  test("another visit of the same run is another email", async ({ scope }) => {
    const request = await aSend(scope);
    await sendEmail(job(scope), request);
    await sendEmail(job(scope), { ...request, place: "run_1/2" });
    expect(await inMailbox(scope)).toHaveLength(2);
  });

  test("what was frozen is enough to tell who it was for", async ({ scope }) => {
    const request = await aSend(scope);
    await sendEmail(job(scope), request);
    const [row] = await ledger(scope);
    expect(row!.values).toMatchObject({
      customer: { first_name: "Ada" },
      unsubscribe_url: expect.any(String),
      sent_at: expect.any(String),
    });
    expect(JSON.stringify(row!.values)).not.toContain("traits");
  });

  test("who unsubscribed is skipped with that reason, and written to again when they come back", async ({ scope }) => {
    const request = await aSend(scope);
    await sendEmail(job(scope), request);
    const [{ email }] = (await inMailbox(scope)) as [Awaited<ReturnType<typeof inMailbox>>[number]];
    const leaving = await leavingOf(scope, email.headers);
    await unsubscribe(job(scope), leaving, "one_click");
    expect(await sendEmail(job(scope), { ...request, place: "run_1/2" })).toMatchObject({ state: "skipped", reason: "unsubscribed" });
    expect(await sendEmail(job(scope), { ...request, place: "run_1/3", transactional: true })).toMatchObject({ state: "sent" });
    await resubscribe(job(scope), leaving);
    expect(await sendEmail(job(scope), { ...request, place: "run_1/2" })).toMatchObject({ state: "skipped" });
    expect(await sendEmail(job(scope), { ...request, place: "run_1/4" })).toMatchObject({ state: "sent" });
  });

  test("leaving is kept for the address: another customer with it is skipped too, in whatever case it is spelled", async ({ scope }) => {
    const request = await aSend(scope);
    await sendEmail(job(scope), request);
    const [{ email }] = (await inMailbox(scope)) as [Awaited<ReturnType<typeof inMailbox>>[number]];
    await unsubscribe(job(scope), await leavingOf(scope, email.headers), "one_click");
    const [twin] = await scope.db
      .insert(customers)
      .values({
        projectId: scope.projectId,
        email: email.to.toUpperCase(),
        firstSeenAt: new Date(),
        createdAt: new Date(),
        updatedAt: new Date(),
      })
      .returning();
    expect(await sendEmail(job(scope), { ...request, customerId: twin!.id })).toMatchObject({ state: "skipped", reason: "unsubscribed" });
  });

  test("the reasons are asked in one order: suppressed before unsubscribed", async ({ scope }) => {
    const request = await aSend(scope);
    await sendEmail(job(scope), request);
    const [{ email }] = (await inMailbox(scope)) as [Awaited<ReturnType<typeof inMailbox>>[number]];
    await unsubscribe(job(scope), await leavingOf(scope, email.headers), "one_click");
    const addressHash = (await addressHasher(scope.db))(email.to);
    await scope.db.insert(suppressions).values({ projectId: scope.projectId, addressHash, reason: "bounced", createdAt: new Date() });
    expect(await sendEmail(job(scope), { ...request, place: "2" })).toMatchObject({ state: "skipped", reason: "suppressed" });
    expect(await sendEmail(job(scope), { ...request, place: "3", transactional: true })).toMatchObject({
      state: "skipped",
      reason: "suppressed",
    });
  });

  test.for([null, "not an address", "a@b\r\nBcc: c@d.test", "<a@b.test>"])("%j is no address to write to", async (email, { scope }) => {
    const request = await aSend(scope);
    const customer = await aCustomer(scope, { email: null });
    await scope.db
      .update(customers)
      .set({ email })
      .where(and(eq(customers.projectId, scope.projectId), eq(customers.id, customer.id)));
    expect(await sendEmail(job(scope), { ...request, customerId: customer.id })).toMatchObject({ state: "skipped", reason: "no_address" });
    const { items } = await listMessages(scope, { limit: 10 });
    expect(items.map(listedMessage)).toMatchObject([{ subject: null, templateName: "Welcome", reason: "They have no email address." }]);
  });

  test("an email that nobody subscribed to has nothing to leave", async ({ scope }) => {
    const request = await aSend(scope, "run_1/1", true);
    await sendEmail(job(scope), request);
    const [{ email }] = (await inMailbox(scope)) as [Awaited<ReturnType<typeof inMailbox>>[number]];
    expect(Object.keys(email.headers)).toEqual(["Feedback-ID"]);
    expect(email.html).not.toContain("Unsubscribe");
  });

  test("a template that breaks on somebody fails their email with the reason, and nobody else's", async ({ scope }) => {
    const request = await aSend(scope);
    const design = {
      subject: "Hi",
      preheader: "",
      document: {
        type: "doc",
        content: [{ type: "paragraph", content: [{ type: "text", text: "{% for i in (1..9000000) %}x{% endfor %}" }] }],
      },
    };
    const template = await createTemplate(scope, { name: "Runs away", ...design });
    await publishTemplate(scope, template.id);
    const sent = await sendEmail(job(scope), { ...request, templateId: template.id });
    expect(sent).toMatchObject({ state: "failed", reason: expect.stringMatching(/could not be rendered/) });
  });

  test("what was missing is told with the message", async ({ scope }) => {
    const request = await aSend(scope);
    const design = { subject: "Hi {{ customer.nickname }}", preheader: "", document: { type: "doc", content: [{ type: "paragraph" }] } };
    const template = await createTemplate(scope, { name: "Nick", ...design });
    await publishTemplate(scope, template.id);
    const { messageId } = await sendEmail(job(scope), { ...request, templateId: template.id });
    expect((await ledger(scope)).find(({ id }) => id === messageId)?.warnings).toEqual(["customer.nickname"]);
  });

  test("a stranger's template and customer do not exist", async ({ scope, stranger }) => {
    const request = await aSend(scope);
    await expect(sendEmail(job(stranger), request)).rejects.toMatchObject({ code: "NOT_FOUND" });
    const theirs = await aSend(stranger);
    await expect(sendEmail(job(stranger), { ...theirs, customerId: request.customerId })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });
});

describe("through Resend", () => {
  let resend: Awaited<ReturnType<typeof fakeResend>>;
  beforeAll(async () => {
    resend = await fakeResend();
    Object.assign(process.env, { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url, MAIL_FROM: "Acme <hello@acme.test>" });
  });
  afterAll(async () => {
    for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "MAIL_FROM"]) delete process.env[name];
    await resend.stop();
  });
  beforeEach(() => {
    resend.offers.length = resend.next.length = 0;
  });

  const sameOffers = () => new Set(resend.offers.map(({ key, bytes }) => `${key} ${bytes}`)).size;

  test("an email leaves with its headers, under its own id as the key", async ({ scope }) => {
    const { messageId, state } = await sendEmail(job(scope), await aSend(scope));
    expect(state).toBe("sent");
    expect(resend.offers).toHaveLength(1);
    expect(resend.offers[0]!.key).toBe(messageId);
    const said = JSON.parse(resend.offers[0]!.bytes);
    expect(said).toMatchObject({ from: "Acme <hello@acme.test>", headers: { "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" } });
    expect(await inMailbox(scope)).toEqual([]);
  });

  test("a project's own sender address goes before the general one, and its name cannot begin a header", async ({ scope }) => {
    await scope.db
      .update(projects)
      .set({ fromAddress: "ann@shop.test", fromName: 'Ann "A"\r\nBcc: x' })
      .where(eq(projects.id, scope.projectId));
    await sendEmail(job(scope), await aSend(scope));
    expect(JSON.parse(resend.offers[0]!.bytes).from).toBe('"Ann  A   Bcc: x" <ann@shop.test>');
  });

  test("a crash between hand-over and mark: offered again with the same bytes under the same key, delivered once", async ({
    scope,
    clock,
  }) => {
    const request = await aSend(scope);
    const before = resend.taken.size;
    resend.next.push(resend.takeUnheard);
    await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    const crashed = (await findMessage(scope, request))!;
    expect(crashed).toMatchObject({ state: "claimed", attempts: 1, offeredAt: expect.any(Date) });
    await scope.db
      .update(customers)
      .set({ traits: { firstName: "Grace" } })
      .where(eq(customers.id, request.customerId));
    clock.forward(60_000);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent" });
    expect(resend.offers).toHaveLength(2);
    expect(sameOffers()).toBe(1);
    expect(resend.taken.size).toBe(before + 1);
  });

  test("a crash after the claim, before hand-over: what was claimed is sent, by whoever comes first", async ({ scope, clock }) => {
    const request = await aSend(scope);
    resend.next.push((_, response) => say(response, 500, { statusCode: 500, name: "application_error", message: "Oops." }));
    await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    clock.forward(60_000);
    expect(await offerDue(job(scope))).toBe(1);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent" });
    expect(sameOffers()).toBe(1);
  });

  test("a no is a no: failed, in the provider's words, and never offered again", async ({ scope, clock }) => {
    const request = await aSend(scope);
    resend.next.push((_, response) => say(response, 422, { statusCode: 422, name: "validation_error", message: "Invalid `to` field." }));
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "failed", reason: "Invalid `to` field." });
    clock.forward(HOUR);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "failed" });
    expect(resend.offers).toHaveLength(1);
  });

  test.for([401, 403])("a key that is not accepted, %s, fails nobody: it waits until it is put right", async (status, { scope, clock }) => {
    const request = await aSend(scope);
    resend.next.push((_, response) => say(response, status, { statusCode: status, name: "x", message: "API key is invalid." }));
    await expect(sendEmail(job(scope), request)).rejects.toThrow("API key is invalid.");
    clock.forward(60_000);
    expect(await offerDue(job(scope))).toBe(1);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent" });
  });

  test("who got nothing, for a no or because they left, may be written to by the next email: their turn is given back", async ({
    scope,
    clock,
  }) => {
    const request = { ...(await aSend(scope)), smartSending: true };
    resend.next.push((_, response) => say(response, 422, { statusCode: 422, name: "validation_error", message: "Invalid `to` field." }));
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "failed" });
    resend.next.push((_, response) => say(response, 429, { statusCode: 429, name: "x", message: "Later." }));
    await expect(sendEmail(job(scope), { ...request, place: "2" })).rejects.toThrow("Later.");
    const { headers } = (await contentsOf(scope, (await findMessage(scope, { ...request, place: "2" }))!))!;
    const leaving = await leavingOf(scope, headers);
    await unsubscribe(job(scope), leaving, "one_click");
    clock.forward(HOUR);
    expect(await sendEmail(job(scope), { ...request, place: "2" })).toMatchObject({ state: "skipped", reason: "unsubscribed" });
    await resubscribe(job(scope), leaving);
    expect(await sendEmail(job(scope), { ...request, place: "3" })).toMatchObject({ state: "sent" });
    expect(await sendEmail(job(scope), { ...request, place: "4" })).toMatchObject({ state: "skipped", reason: "smart_sending" });
  });

  test("429 is waited for as long as the provider says", async ({ scope, clock }) => {
    const request = await aSend(scope);
    resend.next.push((_, response) =>
      say(response, 429, { statusCode: 429, name: "rate_limit_exceeded", message: "Too many requests." }, { "retry-after": "2" }),
    );
    await expect(sendEmail(job(scope), request)).rejects.toThrow("Too many requests.");
    clock.forward(1_000);
    await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    expect(resend.offers).toHaveLength(1);
    clock.forward(1_000);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent" });
  });

  test("who leaves while the provider asks to wait is skipped; while its answer is unknown, uncertain; offered to nobody", async ({
    scope,
    clock,
  }) => {
    for (const [place, status, end] of [
      ["a", 429, "skipped"],
      ["b", 500, "uncertain"],
    ] as const) {
      const request = { ...(place === "a" ? await aSend(scope) : await again(scope)), place };
      resend.next.push((_, response) => say(response, status, { statusCode: status, name: "x", message: "Later." }));
      await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
      const message = (await findMessage(scope, request))!;
      const leaving = await leavingOf(scope, (await contentsOf(scope, message))!.headers);
      await unsubscribe(job(scope), leaving, "one_click");
      resend.offers.splice(0);
      clock.forward(HOUR);
      expect(await sendEmail(job(scope), request)).toMatchObject({ state: end });
      expect(resend.offers).toEqual([]);
      await resubscribe(job(scope), leaving);
    }
  });

  test("what may have been taken is not forgotten when the provider then asks to wait: who leaves is uncertain", async ({
    scope,
    clock,
  }) => {
    const request = await aSend(scope);
    resend.next.push(resend.takeUnheard, (_, response) => say(response, 429, { statusCode: 429, name: "x", message: "Later." }));
    for (let offer = 1; offer <= 2; offer++) {
      await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
      clock.forward(HOUR);
    }
    const { headers } = (await contentsOf(scope, (await findMessage(scope, request))!))!;
    await unsubscribe(job(scope), await leavingOf(scope, headers), "one_click");
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "uncertain" });
    expect(resend.offers).toHaveLength(2);
  });

  async function again(scope: Scope) {
    const [row] = await ledger(scope);
    return {
      source: "automation",
      sourceId: "aut_1",
      place: "x",
      customerId: row!.customerId!,
      templateId: row!.templateId!,
      templateVersion: 1,
      transactional: false,
    } as const;
  }

  test("a provider that stays silent is asked for 20 hours, then the message is uncertain", async ({ scope, clock }) => {
    const request = await aSend(scope);
    for (let i = 0; i < 40; i++) resend.next.push((_, response) => say(response, 503, { statusCode: 503, name: "x", message: "Down." }));
    await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    for (let hours = 0; hours < 19; hours++) {
      clock.forward(HOUR);
      await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    }
    clock.forward(2 * HOUR);
    expect(await sendEmail(job(scope), request)).toMatchObject({
      state: "uncertain",
      reason: expect.stringMatching(/may have been sent.*Down/),
    });
    expect(sameOffers()).toBe(1);
    resend.next.splice(0);
  });

  test("two at once offer a message once", async ({ scope, clock }) => {
    const request = await aSend(scope);
    resend.next.push((_, response) => say(response, 500, { statusCode: 500, name: "x", message: "Oops." }));
    await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    resend.offers.splice(0);
    clock.forward(HOUR);
    await Promise.allSettled([1, 2, 3, 4].map(() => sendEmail(job(scope), request)));
    expect(resend.offers).toHaveLength(1);
  });

  test("an answer that comes late changes nothing that was decided", async ({ scope, clock }) => {
    const request = await aSend(scope);
    resend.next.push((_, response) => say(response, 500, { statusCode: 500, name: "x", message: "Oops." }));
    await expect(sendEmail(job(scope), request)).rejects.toBeInstanceOf(NotSettled);
    const stale = (await findMessage(scope, request))!;
    clock.forward(HOUR);
    expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent" });
    resend.next.push((_, response) => say(response, 422, { statusCode: 422, name: "x", message: "No." }));
    expect(await handOver(job(scope), stale, (await contentsOf(scope, stale))!)).toMatchObject({ state: "sent" });
  });

  test("without an address to send from, nothing leaves and the reason says what to do", async ({ scope }) => {
    const request = await aSend(scope);
    delete process.env.MAIL_FROM;
    expect(await sendEmail(job(scope), request)).toMatchObject({
      state: "failed",
      reason: expect.stringMatching(/no from address/),
    });
    process.env.MAIL_FROM = "Acme <hello@acme.test>";
  });
});
