import "server-only";
import { sql } from "drizzle-orm";
import { IS } from "@/lib/broadcasts/report";
import type { EmailCounts } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

const COUNTED = ["sent", "skipped", "delivered", "opened", "clicked", "bounced", "complained"] as const;

/** What became of the emails that were claimed in a span, in one pass over them. What machines did counts for nobody. */
export async function emailsOf({ db, projectId }: Scope, from: Date, to: Date): Promise<EmailCounts> {
  const counts = COUNTED.map((word) => `count(*) filter (where ${IS[word]})::int as ${word}`).join(", ");
  const { rows } = await db.execute<EmailCounts>(sql`select ${sql.raw(counts)}, count(*) filter (where m.id in (
      select u.message_id from unsubscribes u where u.project_id = ${projectId}))::int as unsubscribed
    from messages m where m.project_id = ${projectId} and m.created_at >= ${from}::timestamptz and m.created_at < ${to}::timestamptz`);
  return rows[0]!;
}
