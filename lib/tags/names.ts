import "server-only";
import { and, inArray } from "drizzle-orm";
import { tags } from "@/db/schema";
import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import { existing } from "@/lib/tags/queries";

/** What these tags are called, for whoever may read the rule that speaks of them. One that is gone has no name. */
export async function namesOfTags(scope: Scope, ids: readonly string[]): Promise<Map<string, string>> {
  if (ids.length === 0) return new Map();
  const rows = await scope.db
    .select({ id: tags.id, name: tags.name })
    .from(tags)
    .where(and(existing(scope), inArray(tags.id, [...ids])));
  return new Map(rows.map(({ id, name }) => [id, name]));
}

/** Whether none of these tags is gone. */
export const tagsExist = async (scope: Scope, ids: readonly string[]): Promise<boolean> =>
  (await namesOfTags(scope, ids)).size === new Set(ids).size;

/** Refuses what speaks of a tag that is gone or never was. Until the transaction ends none of them can be deleted. */
export async function requireTags(tx: Scope, ids: readonly string[]): Promise<void> {
  const asked = [...new Set(ids)];
  if (asked.length === 0) return;
  const found = await tx.db
    .select({ id: tags.id })
    .from(tags)
    .where(and(existing(tx), inArray(tags.id, asked)))
    .for("share");
  if (found.length < asked.length) throw new AppError("INVALID_INPUT", "The rule asks for a tag that does not exist. Choose another.");
}
