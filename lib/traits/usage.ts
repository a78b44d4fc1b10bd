import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { templates, templateVersions } from "@/db/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { type Use, usesOf } from "@/lib/segments/naming";

const NAMES = "$.** ? (@.trait == $id)";

/** What a trait's deletion would break: rules that ask for it, automations that ask for it or set it, and templates that speak of it as they are published. */
export async function usageOfTrait(scope: Scope, key: string): Promise<(Omit<Use, "kind"> & { kind: Use["kind"] | "template" })[]> {
  requireGrant(scope, "traits:read");
  const inTemplates = await templatesSaying(scope, key);
  return [...(await usesOf(scope, NAMES, key)), ...inTemplates.map((used) => ({ ...used, kind: "template" }) as const)];
}

/** `customer.plan` and `customer.traits.plan` are the same trait. */
const SAYS = `strict $[*] ? (@[0] == "customer" && (@[1] == $id || @[1] == "traits" && @[2] == $id))`;

function templatesSaying(scope: Scope, key: string): Promise<{ id: string; name: string }[]> {
  const { projectId, id, name, currentVersion, deletedAt } = templates;
  const { templateId, version, variables } = templateVersions;
  const isCurrent = and(eq(templateVersions.projectId, projectId), eq(templateId, id), eq(version, currentVersion));
  const says = sql`jsonb_path_exists(${variables}, ${SAYS}::jsonpath, jsonb_build_object('id', ${key}::text))`;
  return scope.db
    .select({ id, name })
    .from(templates)
    .innerJoin(templateVersions, isCurrent)
    .where(and(eq(projectId, scope.projectId), isNull(deletedAt), says))
    .orderBy(asc(name));
}
