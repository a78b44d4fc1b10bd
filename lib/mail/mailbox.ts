import "server-only";
import { mailbox } from "@/db/schema";
import type { Mailer, Outcome, Posted } from "@/lib/mail/mailer";
import type { Scope } from "@/lib/scope";

/** The mailbox on this machine: nothing leaves it, everything can be read. It knows an email by its message, so offering it twice is once. */
export function mailboxMailer({ db, projectId, clock }: Scope): Mailer {
  const sendBatch = async (posted: readonly Posted[]): Promise<Outcome[]> => {
    const receivedAt = clock.now();
    await db
      .insert(mailbox)
      .values(posted.map(({ id: messageId, email }) => ({ projectId, messageId, email, receivedAt })))
      .onConflictDoNothing();
    return posted.map(({ id }) => ({ became: "taken", providerId: id }));
  };
  return {
    name: "mailbox",
    remembersKeys: true,
    send: async (email, id) => (await sendBatch([{ id, email }]))[0]!,
    sendBatch,
  };
}
