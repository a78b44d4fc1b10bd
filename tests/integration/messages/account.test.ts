import { afterAll, beforeAll, describe, expect } from "vitest";
import { mailbox } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import { mailLink, mayAskForLink } from "@/lib/accounts/asking";
import { resetPassword } from "@/lib/accounts/recovering";
import type { AskForLink } from "@/lib/accounts/schema";
import { signInByLink, signInByPassword } from "@/lib/accounts/signing-in";
import { sendAccountEmail } from "@/lib/mail/account";
import { aPerson, tokenOf, visitorFrom } from "../../support/accounts";
import { test } from "../../support/test";
import { fakeResend } from "../../support/resend";

let resend: Awaited<ReturnType<typeof fakeResend>>;
beforeAll(async () => {
  resend = await fakeResend();
});
afterAll(async () => void (await resend.stop()));

const mail = {
  to: "ann@example.com",
  subject: "Sign in",
  title: "Sign in",
  paragraphs: ["Use this link <once>."],
  button: { label: "Sign in", url: "http://app.test/sign-in/secret" },
  foot: "If that was not you, ignore it.",
};

test("where mail stays on this machine, a link to sign in is shown to who runs it, and is in no mailbox", async ({ db }) => {
  const shown: string[] = [];
  expect(await sendAccountEmail(mail, (line) => shown.push(line))).toBe("shown");
  expect(shown.join()).toContain("http://app.test/sign-in/secret");
  expect(await db.select().from(mailbox)).toEqual([]);
});

describe("somebody who asks for a link by mail", () => {
  beforeAll(
    () => void Object.assign(process.env, { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url, MAIL_FROM: "us@app.test" }),
  );
  afterAll(() => {
    for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "MAIL_FROM"]) delete process.env[name];
  });
  const askedBy = async (visitor: Visitor, asked: AskForLink) => {
    const answer = await mayAskForLink(visitor, asked);
    const before = resend.offers.length;
    await mailLink(visitor, asked);
    return {
      answer,
      mails: resend.offers.slice(before).map(({ bytes }) => JSON.parse(bytes) as { to: string; from: string; text: string }),
    };
  };
  const tokenIn = (text = "") => tokenOf(/http:\/\/app\.test\/\S+/.exec(text)?.[0] ?? null);

  test("gets one that signs them in, once", async ({ db, clock }) => {
    const { id, email } = await aPerson(db);
    const visitor = visitorFrom(db, clock);
    const { mails } = await askedBy(visitor, { email, purpose: "sign_in" });
    expect(mails).toMatchObject([{ to: email, from: "us@app.test", text: expect.stringContaining("http://app.test/sign-in/") }]);
    const token = tokenIn(mails[0]!.text);
    expect(await signInByLink(visitor, { token })).toMatchObject({ userId: id });
    await expect(signInByLink(visitor, { token })).rejects.toMatchObject({ code: "NOT_FOUND" });
  });

  test("gets one by which they choose a new password", async ({ db, clock }) => {
    const { id, email } = await aPerson(db);
    const visitor = visitorFrom(db, clock);
    const { mails } = await askedBy(visitor, { email, purpose: "reset_password" });
    expect(mails).toMatchObject([{ to: email, text: expect.stringContaining("http://app.test/reset-password/") }]);
    await resetPassword(visitor, { token: tokenIn(mails[0]!.text), password: "quite another one" });
    expect(await signInByPassword(visitor, { email, password: "quite another one" })).toMatchObject({ userId: id });
  });

  test("by an address that nobody has is answered the same, and no mail leaves", async ({ db, clock }) => {
    const visitor = visitorFrom(db, clock);
    const { email } = await aPerson(db);
    for (const purpose of ["sign_in", "reset_password"] as const) {
      const known = await askedBy(visitor, { email, purpose });
      expect(await askedBy(visitor, { email: `nobody-${email}`, purpose })).toEqual({ answer: known.answer, mails: [] });
    }
  });
});

test("with a real sender it leaves, and a sender that fails is no error", async () => {
  Object.assign(process.env, { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url, MAIL_FROM: "Us <us@app.test>" });
  expect(await sendAccountEmail(mail)).toBe("sent");
  const said = JSON.parse(resend.offers.at(-1)!.bytes);
  expect(said).toMatchObject({ from: "Us <us@app.test>", to: "ann@example.com" });
  expect(said.html).toContain("&lt;once&gt;");
  expect(said.text).toContain("http://app.test/sign-in/secret");
  process.env.RESEND_BASE_URL = "http://127.0.0.1:9";
  expect(await sendAccountEmail(mail)).toBe("failed");
  for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "MAIL_FROM"]) delete process.env[name];
});
