import "server-only";
import { sql } from "drizzle-orm";
import { uuidOf } from "@/db/ids";
import type { Mailer, Outcome, Posted } from "@/lib/mail/mailer";
import type { Scope } from "@/lib/scope";

/**
 * The mailbox on this machine: nothing leaves it, everything can be read. It knows an email by its message, so offering it twice is once. What
 * is to somebody who was erased meanwhile is not kept.
 */
export function mailboxMailer({ db, projectId, clock }: Scope): Mailer {
  const sendBatch = async (posted: readonly Posted[]): Promise<Outcome[]> => {
    const told = JSON.stringify(posted.map(({ id, email }) => ({ id: uuidOf("message", id), email })));
    await db.execute(sql`
      insert into mailbox (project_id, message_id, email, received_at)
      select m.project_id, m.id, told.email, ${clock.now().toISOString()}::timestamptz
      from json_to_recordset(${told}::json) as told (id uuid, email json) join messages m on m.project_id = ${projectId} and m.id = told.id
      where m.customer_id is not null or m.source = 'test' order by m.id for share of m
      on conflict do nothing`);
    return posted.map(({ id }) => ({ became: "taken", providerId: id }));
  };
  return {
    name: "mailbox",
    remembersKeys: true,
    send: async (email, id) => (await sendBatch([{ id, email }]))[0]!,
    sendBatch,
  };
}
