import { type AddressInfo, createServer } from "node:net";
import { simpleParser } from "mailparser";
import { SMTPServer, type SMTPServerOptions } from "smtp-server";
import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { smtpMailer } from "@/lib/mail/smtp";
import { fakeSmtp } from "../../support/smtp";

const email = {
  from: '"Acme" <hello@acme.test>',
  to: "ada@example.com",
  subject: "Hello Ädä",
  headers: { "List-Unsubscribe": "<https://app.test/u/x>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click" },
  html: "<p>Hello</p>",
  text: "Hello",
};

let server: SMTPServer | undefined;
afterEach(() => new Promise<void>((resolve) => (server ? server.close(() => resolve()) : resolve())));

async function listening(onData: NonNullable<SMTPServerOptions["onData"]>): Promise<string> {
  server = new SMTPServer({ authOptional: true, disabledCommands: ["STARTTLS", "AUTH"], onData });
  server.on("error", () => undefined);
  const listener = server.listen(0, "127.0.0.1");
  await new Promise((resolve) => listener.once("listening", resolve));
  return `smtp://127.0.0.1:${(listener.address() as AddressInfo).port}`;
}

test("an email arrives with its headers and both parts", async () => {
  let received = "";
  const url = await listening((stream, _, done) => {
    stream.on("data", (chunk: Buffer) => (received += chunk.toString("utf8")));
    stream.on("end", () => done());
  });
  expect(await smtpMailer(url, { isTrusted: true }).send(email, "msg_1")).toMatchObject({ became: "taken" });
  const parsed = await simpleParser(received);
  expect([parsed.subject, parsed.html, parsed.text?.trim(), parsed.messageId]).toEqual([
    "Hello Ädä",
    "<p>Hello</p>",
    "Hello",
    "<msg_1@crowdpower>",
  ]);
  expect(received).toMatch(/^List-Unsubscribe-Post: List-Unsubscribe=One-Click\r$/m);
});

const refusing = (responseCode: number) =>
  listening((stream, _, done) => {
    stream.resume();
    stream.on("end", () => done(Object.assign(new Error("Not that one."), { responseCode })));
  });

test("a 5xx is a no, in the server's words; a 4xx is a later; nobody there is a later", async () => {
  expect(await smtpMailer(await refusing(550), { isTrusted: true }).send(email, "msg_1")).toMatchObject({
    became: "refused",
    why: expect.stringContaining("Not that one."),
  });
  await new Promise<void>((resolve) => server!.close(() => resolve()));
  expect(await smtpMailer(await refusing(451), { isTrusted: true }).send(email, "msg_1")).toMatchObject({ became: "not_yet" });
  expect(await smtpMailer("smtp://127.0.0.1:9", { isTrusted: true }).send(email, "msg_1")).toMatchObject({ became: "not_yet" });
});

describe("what is not taken now", () => {
  let smtp: Awaited<ReturnType<typeof fakeSmtp>>;
  beforeEach(async () => {
    smtp = await fakeSmtp();
  });
  afterEach(() => smtp.stop());
  const said = (isTrusted = true) => smtpMailer(smtp.url, { isTrusted }).send(email, "msg_1");

  test("waits alone where it is about the recipient, and is a no where that is for good", async () => {
    smtp.says.recipients = () => "450 4.1.2 Domain not found";
    expect(await said()).toMatchObject({ became: "not_yet", of: "recipient", why: expect.stringContaining("Domain not found") });
    smtp.says.recipients = () => "550 5.1.1 No such user";
    expect(await said()).toMatchObject({ became: "refused" });
  });

  test("waits with all others where the server is not ready", async () => {
    smtp.says.recipients = () => "421 4.3.2 Shutting down";
    expect(await said()).toMatchObject({ became: "not_yet", of: undefined });
  });

  test("waits for somebody to put it right where the login is not accepted, is missing, or the server may not be called", async () => {
    const login = { became: "not_yet", of: "settings" };
    smtp.says.login = () => "535 5.7.8 Authentication failed";
    expect(await said()).toMatchObject({ ...login, why: expect.stringContaining("Authentication failed") });
    smtp.says.login = () => undefined;
    smtp.says.recipients = () => "530 5.7.0 Authentication required";
    expect(await said()).toMatchObject(login);
    expect(await said(false)).toMatchObject({ ...login, why: expect.stringContaining("not an address on the public internet") });
    expect(smtp.mailed.size).toBe(0);
  });
});

test("when the connection is lost after the text, nobody can say whether it was taken", async () => {
  const url = await listening((stream, session) => {
    stream.resume();
    stream.on("end", () => {
      for (const connection of server!.connections) if (connection.id === session.id) connection._socket.destroy();
    });
  });
  expect(await smtpMailer(url, { isTrusted: true }).send(email, "msg_1")).toMatchObject({ became: "unknown" });
});

test("a server that never says a word has taken nothing; one that falls silent after the text may have", async () => {
  const mute = createServer((socket) => socket.resume()).listen(0, "127.0.0.1");
  await new Promise((resolve) => mute.once("listening", resolve));
  const nobody = `smtp://127.0.0.1:${(mute.address() as AddressInfo).port}`;
  expect(await smtpMailer(nobody, { isTrusted: true, patience: 200 }).send(email, "msg_1")).toMatchObject({ became: "not_yet" });
  await new Promise((resolve) => mute.close(resolve));
  const silent = await listening((stream) => void stream.resume());
  expect(await smtpMailer(silent, { isTrusted: true, patience: 1_000 }).send(email, "msg_1")).toMatchObject({ became: "unknown" });
});
