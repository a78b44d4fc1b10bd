import "server-only";
import { z } from "zod";
import type { Integration } from "@/lib/integrations/contract";
import { tryMailer } from "@/lib/integrations/sending";
import { smtpOf } from "@/lib/mail/own-sender";
import { addressesOf, hostOf, TargetRefused } from "@/lib/outgoing/target";

const INSTEAD = "A server of your own network is set as SMTP_URL in the environment, which is trusted.";

const SmtpAddress = z
  .string()
  .trim()
  .max(500, "At most 500 characters.")
  .refine((text) => URL.canParse(text) && /^smtps?:$/.test(new URL(text).protocol) && new URL(text).hostname !== "", {
    message: "Write it as smtp://user:password@mail.example.com:587, or smtps:// for TLS from the first byte.",
    abort: true,
  })
  .superRefine(async (url, check) => {
    const problem: unknown = await addressesOf(hostOf(new URL(url))).catch((error: unknown) => error);
    if (problem instanceof TargetRefused) check.addIssue(`${problem.message} ${INSTEAD}`); // a name that is not known yet is no problem
  });

export const smtp: Integration = {
  kind: "smtp",
  name: "SMTP",
  category: "sender",
  summary: "Sends this project's email through any mail server: your own, Amazon SES, Postmark, Mailgun and others.",
  mark: "M3 6h18v12H3zM3 7l9 7 9-7",
  setup: [
    "Take the server's name, port, user and password from your provider.",
    "Write them as one address. Characters such as @ or / in the password are written %40 and %2F.",
    "Send a test to yourself. What your mail server cannot tell us, such as bounces, comes back to the address you send from.",
  ],
  stops: "Emails of this project go through the instance's sender, or into the built-in mailbox.",
  fields: [
    {
      name: "url",
      label: "Address of the server",
      description: "It holds the password, so it is kept as a secret.",
      placeholder: "smtp://user:password@mail.example.com:587",
      secret: true,
    },
  ],
  settings: z.object({ url: SmtpAddress }),
  adds: { events: [], traits: [], segments: [] },
  actions: [],
  hint(_, secret) {
    const { protocol, username, host } = new URL(secret);
    return `${protocol}//${username ? `${username}:…@` : ""}${host}`;
  },
  test: ({ secrets }, tester) => tryMailer(smtpOf(secrets), tester),
  account: "url",
};
