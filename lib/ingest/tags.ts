import "server-only";
import { keyOf, type NameKey } from "@/lib/customers/claims";
import { freshSince } from "@/lib/ingest/follow-ups";
import type { Item } from "@/lib/ingest/item";
import type { Scope } from "@/lib/scope";
import { keepMarks, sumUpPairs, type TagChange, tagIdsByName } from "@/lib/tags/marks";
import { tagName } from "@/lib/tags/schema";

/**
 * Puts down what calls say of tags under the name each is about, and makes it true of the customers; answers who got or lost which.
 * A tag nobody heard of is made, also by a call that takes it off, so that the order of arrival never matters.
 */
export async function writeTags(tx: Scope, items: readonly Item[], customerOf: ReadonlyMap<NameKey, number>): Promise<TagChange[]> {
  const told = items.flatMap(({ call, subject, at }) =>
    call.type === "tag" ? [{ name: tagName(call.tag), on: call.on, subject, at }] : [],
  );
  if (told.length === 0) return [];
  const names = [...new Set(told.map(({ name }) => name))].sort();
  const ids = await tagIdsByName(tx, names);
  const idOf = new Map(names.map((name, i) => [name, ids[i]!]));
  const marks = told.map(({ name, on, subject, at }) => ({ ...subject, tagId: idOf.get(name)!, on, at }));
  await keepMarks(tx, marks);
  const pairs = marks.map(({ kind, value, tagId }) => ({ customerId: customerOf.get(keyOf({ kind, value }))!, tagId }));
  return sumUpPairs(tx, pairs, freshSince(tx));
}
