import "server-only";
import { getProject } from "@/lib/projects/queries";
import { may, type Scope } from "@/lib/scope";
import { getTrait, listTraits } from "@/lib/traits/queries";
import { valuesOf } from "@/lib/traits/sample";
import { usageOfTrait } from "@/lib/traits/usage";

const ROWS = 50;

/** All that the page of traits shows. */
export async function traitsPage(scope: Scope, asked: { q?: string | undefined; cursor?: string | undefined }) {
  const { items, nextCursor } = await listTraits(scope, { ...asked, limit: ROWS });
  return { traits: items, nextCursor, now: scope.clock.now() };
}

/** All that the page of one trait shows. */
export async function traitPage(scope: Scope, key: string) {
  const [trait, values, uses, { currency, timeZone }] = await Promise.all([
    getTrait(scope, key),
    valuesOf(scope, key),
    usageOfTrait(scope, key),
    getProject(scope),
  ]);
  return { trait, values, uses, reading: { currency, timeZone }, mayEdit: may(scope.actor, "traits:write"), now: scope.clock.now() };
}
