import "server-only";
import { sql } from "drizzle-orm";
import { newUuid } from "@/db/ids";
import type { Rejected } from "@/lib/ingest/flush";
import type { Scope } from "@/lib/scope";

const SECRET = /pass(word|phrase)?|secret|token|authori[sz]ation|cookie|api_?key|write_?key|card|cvc|iban|ssn/i;
const HIDDEN = "[hidden]";
const DEPTH = 6;
const LONGEST = 500;
const MANY = 50;

/** Keeps refused calls with their reason, so that whoever sends them can see what was wrong. */
export async function keepRejections({ db, projectId }: Scope, rejected: readonly Rejected[]): Promise<void> {
  if (rejected.length === 0) return;
  const rows = rejected.map(({ source, receivedAt: at, refusal: { field, reason, payload } }) => {
    return { id: newUuid(at), source, field, reason, payload: shown(payload, DEPTH), at };
  });
  await db.execute(sql`
    insert into rejections (project_id, id, source, field, reason, payload, received_at, created_at)
    select ${projectId}, id, source, field, reason, payload, to_timestamp(at / 1000), to_timestamp(at / 1000)
    from json_to_recordset(${JSON.stringify(rows)}::json) as r (id uuid, source smallint, field text, reason text, payload jsonb, at float8)`);
}

/** What was said, fit to be kept and looked at: short, shallow, and without what smells of a secret. */
function shown(said: unknown, depth: number): unknown {
  if (typeof said === "string") return clean(said.length > LONGEST ? `${said.slice(0, LONGEST)}…` : said);
  if (typeof said !== "object" || said === null) return said;
  if (depth === 0) return "…";
  if (Array.isArray(said)) return said.slice(0, MANY).map((value) => shown(value, depth - 1));
  const fields = Object.entries(said).slice(0, MANY);
  const kept = fields.map(([key, value]) => [clean(key.slice(0, LONGEST)), SECRET.test(key) ? HIDDEN : shown(value, depth - 1)]);
  return Object.fromEntries(kept);
}

const clean = (text: string) => text.replaceAll("\0", "").toWellFormed();
