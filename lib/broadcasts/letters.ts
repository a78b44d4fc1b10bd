import "server-only";
import { sql } from "drizzle-orm";
import { zstdCompressSync, zstdDecompressSync } from "node:zlib";
import { publicId, uuidOf } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import type { Posted } from "@/lib/mail/mailer";
import { type Letter, letterWriter } from "@/lib/messages/letter";
import type { Scope } from "@/lib/scope";
import { publishedVersion } from "@/lib/templates/published";

/** Every broadcast has one place in the ledger for each customer: so nobody is in it twice, whatever happens to batches. */
export const PLACE = "broadcast";

export type Written = { customerId: number; letter: Letter };
type Reader = { id: number; publicId: string; email: string | null; traits: Record<string, never> };

/** Writes the letters of everybody in a batch who is not in the ledger already: two who have become one customer get one letter. */
export async function writeLetters(scope: Scope, broadcast: Broadcast, batch: number): Promise<Written[]> {
  const { id: sourceId, templateId, templateVersion, tracking, unsubscribeGroup: group } = broadcast;
  if (templateVersion === null) throw new Error(`Broadcast ${sourceId} was sent without a version of its template.`);
  const write = await letterWriter(scope, {
    ...{ source: "broadcast", sourceId, transactional: false, broadcast: true, group },
    version: await publishedVersion(scope, templateId, templateVersion),
    tracked: tracking ? { templateId, version: templateVersion } : null,
  });
  const written: Written[] = [];
  for (const reader of await readersOf(scope, sourceId, batch)) written.push({ customerId: reader.id, letter: await write(reader) });
  return written;
}

async function readersOf({ db, projectId }: Scope, broadcastId: string, batch: number): Promise<Reader[]> {
  const { rows } = await db.execute<Reader>(sql`
    select c.id, c.public_id as "publicId", c.email, c.traits
    from broadcast_recipients r join customers c on c.project_id = r.project_id and c.id = r.customer_id
    where r.project_id = ${projectId} and r.broadcast_id = ${uuidOf("broadcast", broadcastId)} and r.batch = ${batch} and not exists (
      select from messages m where m.project_id = r.project_id and m.source = 'broadcast' and m.source_id = ${broadcastId}
        and m.place = ${PLACE} and m.customer_id = r.customer_id)
    order by c.id`);
  return rows.map((row) => ({ ...row, publicId: publicId("customer", row.publicId) }));
}

/** The bytes of a batch, as they are kept: a hundred letters are nearly the same, so they take little more room than one. */
export const packed = (posted: readonly Posted[]): Buffer =>
  packedTexts(posted.map(({ id, email }) => ({ id, json: JSON.stringify(email) })));

/** The same of emails that are JSON already: writing them out again would cost as much as rendering them. */
export const packedTexts = (texts: readonly { id: string; json: string }[]): Buffer =>
  zstdCompressSync(`[${texts.map(({ id, json }) => `{"id":"${id}","email":${json}}`).join()}]`);

export const unpacked = (letters: Buffer): Posted[] => JSON.parse(zstdDecompressSync(letters).toString("utf8")) as Posted[];
