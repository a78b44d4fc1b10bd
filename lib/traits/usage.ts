import "server-only";
import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { templates, templateVersions } from "@/db/schema";
import { automationsWith } from "@/lib/automations/naming";
import { requireGrant, type Scope } from "@/lib/scope";
import { segmentsWith } from "@/lib/segments/naming";

type TraitUsage = { id: string; name: string; kind: "segment" | "automation" | "template" };

const NAMES = "$.** ? (@.trait == $id)";

/** The segments whose rule asks for a trait. */
export function segmentsAsking(scope: Scope, key: string): Promise<{ id: string; name: string }[]> {
  requireGrant(scope, "segments:read");
  return segmentsWith(scope, NAMES, key);
}

/** What a trait's deletion would break: rules that ask for it, automations that ask for it or set it, and templates that speak of it as they are published. */
export async function usageOfTrait(scope: Scope, key: string): Promise<TraitUsage[]> {
  requireGrant(scope, "traits:read");
  const inRules = await segmentsWith(scope, NAMES, key);
  const inFlows = await automationsWith(scope, NAMES, key);
  const inTemplates = await templatesSaying(scope, key);
  return [
    ...inRules.map((used) => ({ ...used, kind: "segment" }) as const),
    ...inFlows.map(({ id, name }) => ({ id, name, kind: "automation" }) as const),
    ...inTemplates.map((used) => ({ ...used, kind: "template" }) as const),
  ];
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
