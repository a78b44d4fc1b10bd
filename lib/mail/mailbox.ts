import "server-only";
import { mailbox } from "@/db/schema";
import type { Mailer } from "@/lib/mail/mailer";
import type { Scope } from "@/lib/scope";

/** The mailbox on this machine: nothing leaves it, everything can be read. The key is the message's id. */
export const mailboxMailer = ({ db, projectId, clock }: Scope): Mailer => ({
  name: "mailbox",
  remembersKeys: true,
  async send(email, messageId) {
    await db.insert(mailbox).values({ projectId, messageId, email, receivedAt: clock.now() }).onConflictDoNothing();
    return { became: "taken", providerId: messageId };
  },
});
