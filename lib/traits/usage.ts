import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { templates, templateVersions } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { segmentsWith, type Use, usesOf } from "@/lib/segments/naming";

const NAMES = "$.** ? (@.trait == $id)";

/** The segments whose rule asks for a trait. */
export function segmentsAsking(scope: Scope, key: string): Promise<{ id: string; name: string }[]> {
  requireGrant(scope, "segments:read");
  return segmentsWith(scope, NAMES, key);
}

/** What a trait's deletion would break: rules that ask for it, automations that ask for it or set it, and templates that speak of it as they are published. */
export async function usageOfTrait(scope: Scope, key: string): Promise<(Omit<Use, "kind"> & { kind: Use["kind"] | "template" })[]> {
  requireGrant(scope, "traits:read");
  const inTemplates = await templatesSaying(scope, key);
  return [...(await usesOf(scope, NAMES, key)), ...inTemplates.map((used) => ({ ...used, kind: "template" }) as const)];
}

/** `customer.plan` and `customer.traits.plan` are the same trait. */
const SAYS = `strict $[*] ? (@[0] == "customer" && (@[1] == $id || @[1] == "traits" && @[2] == $id))`;

const templatesSaying = ({ db, projectId }: Scope, key: string) =>
  db
    .select({ id: templates.id, name: templates.name })
    .from(templates)
    .innerJoin(
      templateVersions,
      and(
        eq(templateVersions.projectId, projectId),
        eq(templateVersions.templateId, templates.id),
        eq(templateVersions.version, templates.currentVersion),
      ),
    )
    .where(
      and(
        eq(templates.projectId, projectId),
        isNull(templates.deletedAt),
        sql`jsonb_path_exists(${templateVersions.variables}, ${SAYS}::jsonpath, jsonb_build_object('id', ${key}::text))`,
      ),
    )
    .orderBy(asc(templates.name));
