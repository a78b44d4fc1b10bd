import "server-only";
import { and, asc, eq, getTableColumns, gt, ilike, inArray, or } from "drizzle-orm";
import { traitKeys } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";
import { coverageOf } from "@/lib/traits/sample";
import { type ListedTrait, type ListTraits, ShownTrait } from "@/lib/traits/schema";

const { projectId: _, ...COLUMNS } = getTableColumns(traitKeys);
export type KnownTrait = Omit<ListedTrait, "coverage">;

/** Traits by key, each with how many customers have it. */
export async function listTraits(scope: Scope, { q, limit, cursor }: ListTraits): Promise<Page<ListedTrait>> {
  requireGrant(scope, "traits:read");
  const rows = await scope.db
    .select(COLUMNS)
    .from(traitKeys)
    .where(
      and(
        eq(traitKeys.projectId, scope.projectId),
        q ? or(ilike(traitKeys.key, likePattern(q)), ilike(traitKeys.label, likePattern(q))) : undefined,
        cursor ? gt(traitKeys.key, String(decodeCursor(cursor)[0])) : undefined,
      ),
    )
    .orderBy(asc(traitKeys.key))
    .limit(limit + 1);
  const page = pageOf(rows, limit, ({ key }) => [key]);
  return { ...page, items: await withCoverage(scope, page.items) };
}

/** One trait, by its key, with how many customers have it. */
export async function getTrait(scope: Scope, key: string): Promise<ListedTrait> {
  const [trait] = await withCoverage(scope, [await findTrait(scope, key)]);
  return trait!;
}

export async function findTrait(scope: Scope, key: string): Promise<KnownTrait> {
  requireGrant(scope, "traits:read");
  const [trait] = await scope.db
    .select(COLUMNS)
    .from(traitKeys)
    .where(and(eq(traitKeys.projectId, scope.projectId), eq(traitKeys.key, key)));
  if (!trait) throw notFound("trait");
  return trait;
}

/** What is known of these traits, by key. */
export async function knownTraits(scope: Scope, keys: readonly string[]): Promise<Map<string, KnownTrait>> {
  requireGrant(scope, "traits:read");
  if (keys.length === 0) return new Map();
  const rows = await scope.db
    .select(COLUMNS)
    .from(traitKeys)
    .where(and(eq(traitKeys.projectId, scope.projectId), inArray(traitKeys.key, [...keys])));
  return new Map(rows.map((row) => [row.key, row]));
}

async function withCoverage(scope: Scope, traits: readonly KnownTrait[]): Promise<ListedTrait[]> {
  if (traits.length === 0) return [];
  const keys = traits.map(({ key }) => key);
  const coverage = await coverageOf(scope, keys);
  return traits.map((trait) => ({ ...trait, coverage: coverage.get(trait.key) ?? { customers: 0, of: 0, estimated: false } }));
}

/** A trait as the API shows it. */
export const shownTrait = ({ coverage, ...trait }: ListedTrait): ShownTrait => told(ShownTrait, { ...trait, ...coverage });
