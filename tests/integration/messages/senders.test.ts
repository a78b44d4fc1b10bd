import { eq } from "drizzle-orm";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";
import { afterAll, beforeAll, beforeEach, describe, expect } from "vitest";
import { automations, integrations, mailbox, messages, projects } from "@/db/schema";
import { connectIntegration, disconnectIntegration, pauseIntegration, resumeIntegration } from "@/lib/integrations/commands";
import { testIntegration } from "@/lib/integrations/testing";
import { hasRealSender, mailerOf, senderName } from "@/lib/mail/senders";
import { offerDue } from "@/lib/messages/due";
import { sendEmail } from "@/lib/messages/send";
import { concernsOf } from "@/lib/projects/concerns";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { aPerson } from "../../support/accounts";
import { aLiveAutomation, email, happens, onSignUp, settle } from "../../support/automations";
import { fakeResend, say } from "../../support/resend";
import { aCustomer, as, test } from "../../support/test";

let resend: Awaited<ReturnType<typeof fakeResend>>;
beforeAll(async () => {
  resend = await fakeResend();
  process.env.RESEND_BASE_URL = resend.url;
});
afterAll(async () => {
  for (const name of ["RESEND_BASE_URL", "ALLOW_LOOPBACK_TARGETS"]) delete process.env[name];
  await resend.stop();
});
beforeEach(() => {
  resend.next.length = 0;
  resend.offers.length = 0;
});

const job = (scope: Scope) => as(scope, { type: "job", name: "test" });
const pasteKey = (scope: Scope, apiKey = "re_project_key") =>
  connectIntegration(scope, { kind: "resend", settings: { apiKey, webhookSecret: "" } });
const setFrom = ({ db, projectId }: Scope, with_: Partial<typeof projects.$inferInsert> = {}) =>
  db
    .update(projects)
    .set({ fromAddress: "hello@acme.test", ...with_ })
    .where(eq(projects.id, projectId));
const inMailbox = ({ db, projectId }: Scope) => db.select().from(mailbox).where(eq(mailbox.projectId, projectId));

async function aSend(scope: Scope) {
  const customer = await aCustomer(scope);
  const template = await createDefaultTemplate(scope);
  const at = { source: "automation", sourceId: "aut_1", place: "run_1/1", customerId: customer.id } as const;
  return { ...at, templateId: template.id, templateVersion: 1, transactional: false };
}

describe("a key that is pasted", () => {
  test("holds from the next email on, for this project alone", async ({ scope, stranger }) => {
    await setFrom(scope);
    expect(await hasRealSender(scope)).toBe(false);
    const request = await aSend(scope);
    await sendEmail(job(scope), request);
    expect(await inMailbox(scope)).toHaveLength(1);

    await pasteKey(scope);
    expect(await hasRealSender(scope)).toBe(true);
    expect(await senderName(scope)).toBe("resend");
    expect(await sendEmail(job(scope), { ...request, place: "run_2/1" })).toMatchObject({ state: "sent" });
    expect(resend.offers.at(-1)!.headers.authorization).toBe("Bearer re_project_key");
    expect(await inMailbox(scope)).toHaveLength(1);

    expect(await hasRealSender(stranger)).toBe(false);
    await sendEmail(job(stranger), await aSend(stranger));
    expect(await inMailbox(stranger)).toHaveLength(1);
    expect(resend.offers).toHaveLength(1);

    await disconnectIntegration(scope, "resend");
    await sendEmail(job(scope), { ...request, place: "run_3/1" });
    expect(await inMailbox(scope)).toHaveLength(2);
  });

  test("goes before the environment's, whose address is not taken for it", async ({ scope }) => {
    Object.assign(process.env, { RESEND_API_KEY: "re_instance_key", MAIL_FROM: "Instance <hello@instance.test>" });
    try {
      expect(await hasRealSender(scope)).toBe(true);
      await pasteKey(scope);
      const request = await aSend(scope);
      expect(await sendEmail(job(scope), request)).toMatchObject({
        state: "failed",
        reason: expect.stringContaining("no from address"),
      });
      expect(await concernsOf(scope)).toContainEqual({ kind: "no_from_address" });
      await setFrom(scope);
      await sendEmail(job(scope), { ...request, place: "run_2/1" });
      expect(resend.offers.at(-1)!.headers.authorization).toBe("Bearer re_project_key");
    } finally {
      for (const name of ["RESEND_API_KEY", "MAIL_FROM"]) delete process.env[name];
    }
  });

  test("is refused with its field when it is none", async ({ scope }) => {
    await expect(pasteKey(scope, "nonsense")).rejects.toMatchObject({ fields: { apiKey: ["A key of Resend begins with re_."] } });
  });

  test("says where answers go", async ({ scope }) => {
    await setFrom(scope, { replyTo: "help@acme.test" });
    await pasteKey(scope);
    await sendEmail(job(scope), await aSend(scope));
    const letter = JSON.parse(resend.offers.at(-1)!.bytes);
    expect(letter).toMatchObject({ from: '"Acme" <hello@acme.test>', reply_to: "help@acme.test" });
    expect(letter.headers["Reply-To"]).toBeUndefined();
  });
});

test("a project has one sender: connecting another ends the first", async ({ scope }) => {
  await pasteKey(scope);
  await connectIntegration(scope, { kind: "smtp", settings: { url: "smtp://me:secret@mail.example.com:587" } });
  const rows = await scope.db.select().from(integrations).where(eq(integrations.projectId, scope.projectId));
  expect(rows.map(({ kind, hints }) => [kind, hints])).toEqual([["smtp", { url: "smtp://me:…@mail.example.com:587" }]]);
  expect((await mailerOf(scope)).name).toBe("smtp");
});

test("while it is paused, emails wait and are not lost in the mailbox", async ({ scope, clock }) => {
  await setFrom(scope);
  await pasteKey(scope);
  await pauseIntegration(scope, "resend");
  await expect(sendEmail(job(scope), await aSend(scope))).rejects.toThrow("Sending is paused under Integrations.");
  expect(await hasRealSender(scope)).toBe(true);
  await resumeIntegration(scope, "resend");
  clock.forward(61_000);
  expect(await offerDue(job(scope))).toBe(1);
  expect(resend.offers).toHaveLength(1);
  expect(await inMailbox(scope)).toEqual([]);
});

test("an email whose fate is unknown is not offered to the next sender", async ({ scope, clock }) => {
  await setFrom(scope);
  await pasteKey(scope);
  for (const status of [500, 429])
    resend.next.push((_, response) => say(response, status, { statusCode: status, name: "internal", message: "Broken." }));
  const request = await aSend(scope);
  for (let offer = 1; offer <= 2; offer++) {
    await expect(sendEmail(job(scope), request)).rejects.toThrow("Broken.");
    clock.forward(60_000);
  }
  await pasteKey(scope, "re_another_account");
  clock.forward(60_000);
  await offerDue(job(scope));
  const [message] = await scope.db.select().from(messages).where(eq(messages.projectId, scope.projectId));
  expect(message).toMatchObject({ state: "uncertain", reason: expect.stringContaining("the sender was changed") });
  expect(resend.offers).toHaveLength(2);
});

test("changing what is not its key leaves a sender paused, and what it has not answered with it", async ({ scope, clock }) => {
  await setFrom(scope);
  await pasteKey(scope);
  resend.next.push((_, response) => say(response, 500, { statusCode: 500, name: "internal", message: "Broken." }));
  const request = await aSend(scope);
  await expect(sendEmail(job(scope), request)).rejects.toThrow("Broken.");
  await pauseIntegration(scope, "resend");
  clock.forward(60_000);
  await connectIntegration(scope, { kind: "resend", settings: { apiKey: "", webhookSecret: "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw" } });
  await connectIntegration(scope, { kind: "resend", settings: { apiKey: "re_project_key", webhookSecret: "" } });
  await expect(sendEmail(job(scope), request)).rejects.toThrow("Sending is paused under Integrations.");
  await resumeIntegration(scope, "resend");
  clock.forward(60_000);
  expect(await sendEmail(job(scope), request)).toMatchObject({ state: "sent" });
  expect(new Set(resend.offers.map(({ key }) => key)).size).toBe(1);
});

test("an automation that asks before it writes to real people asks when a key is pasted", async ({ scope }) => {
  await setFrom(scope);
  const template = await createDefaultTemplate(scope);
  const { id } = await aLiveAutomation(scope, onSignUp([email("a", template.id)]), { asksBeforeSending: true });
  await pasteKey(scope);
  await happens(scope, (await aCustomer(scope)).id);
  await settle(scope);
  const [automation] = await scope.db.select().from(automations).where(eq(automations.id, id));
  expect(automation).toMatchObject({ status: "paused", pausedBecause: "first_real_email" });
  expect(resend.offers).toEqual([]);
});

describe("a test to oneself", () => {
  test("tells the provider's own answer", async ({ scope }) => {
    const person = await aPerson(scope.db);
    const me = as(scope, { type: "user", userId: person.id, role: "admin" });
    await pasteKey(scope);
    expect(await testIntegration(me, "resend")).toMatchObject({
      state: "refused",
      says: expect.stringContaining("no from address"),
    });
    await setFrom(scope);
    expect(await testIntegration(me, "resend")).toMatchObject({
      state: "done",
      says: expect.stringMatching(new RegExp(`to ${person.email} .* as re_`)),
    });
    expect(JSON.parse(resend.offers[0]!.bytes)).toMatchObject({ to: person.email });
    resend.next.push((_, response) =>
      say(response, 403, { statusCode: 403, name: "validation_error", message: "The acme.test domain is not verified." }),
    );
    expect(await testIntegration(me, "resend")).toMatchObject({ state: "refused", says: "The acme.test domain is not verified." });
  });

  test("goes by SMTP only to a server on the public internet", async ({ scope }) => {
    const received: string[] = [];
    const server = new SMTPServer({
      authOptional: true,
      disabledCommands: ["STARTTLS", "AUTH"],
      onData(stream, _, done) {
        stream.on("data", (chunk: Buffer) => received.push(chunk.toString("utf8")));
        stream.on("end", () => done());
      },
    });
    const listener = server.listen(0, "127.0.0.1");
    await new Promise((resolve) => listener.once("listening", resolve));
    try {
      const me = as(scope, { type: "user", userId: (await aPerson(scope.db)).id, role: "admin" });
      await setFrom(scope);
      const url = `smtp://localhost:${(listener.address() as AddressInfo).port}`;
      for (const inside of [url, "smtp://10.0.0.5:25", "smtps://[fd12:3456::1]", "smtp://me:secret@0x7f000001:587"])
        await expect(connectIntegration(scope, { kind: "smtp", settings: { url: inside } })).rejects.toMatchObject({
          fields: { url: [expect.stringMatching(/not an address on the public internet.* SMTP_URL in the environment/)] },
        });
      process.env.ALLOW_LOOPBACK_TARGETS = "1";
      await connectIntegration(scope, { kind: "smtp", settings: { url } });
      delete process.env.ALLOW_LOOPBACK_TARGETS; // as when a name that was elsewhere leads inside now
      expect(await testIntegration(me, "smtp")).toMatchObject({
        state: "refused",
        says: expect.stringContaining("not an address on the public internet"),
      });
      expect(received).toEqual([]);
      process.env.ALLOW_LOOPBACK_TARGETS = "1";
      expect(await testIntegration(me, "smtp")).toMatchObject({ state: "done" });
      expect(received.join("")).toContain("A test email from CrowdPower");
    } finally {
      delete process.env.ALLOW_LOOPBACK_TARGETS;
      await new Promise<void>((resolve) => server.close(() => resolve()));
    }
  });
});
