import { afterAll, beforeAll, expect } from "vitest";
import { mailbox } from "@/db/schema";
import { sendAccountEmail } from "@/lib/mail/account";
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

test("with a real sender it leaves, and a sender that fails is no error", async () => {
  Object.assign(process.env, { RESEND_API_KEY: "re_test_key", RESEND_BASE_URL: resend.url, MAIL_FROM: "Us <us@app.test>" });
  expect(await sendAccountEmail(mail)).toBe("sent");
  const said = JSON.parse(resend.offers[0]!.bytes);
  expect(said).toMatchObject({ from: "Us <us@app.test>", to: "ann@example.com" });
  expect(said.html).toContain("&lt;once&gt;");
  expect(said.text).toContain("http://app.test/sign-in/secret");
  process.env.RESEND_BASE_URL = "http://127.0.0.1:9";
  expect(await sendAccountEmail(mail)).toBe("failed");
  for (const name of ["RESEND_API_KEY", "RESEND_BASE_URL", "MAIL_FROM"]) delete process.env[name];
});
