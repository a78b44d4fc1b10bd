import "server-only";
import { asc, eq } from "drizzle-orm";
import { type Integration as Row, integrations } from "@/db/schema";
import { findRow } from "@/lib/integrations/connections";
import type { Integration } from "@/lib/integrations/contract";
import { INTEGRATIONS, integrationOf } from "@/lib/integrations/registry";
import { type ActionChoice, ApiIntegration, type ShownIntegration } from "@/lib/integrations/schema";
import { requireGrant, type Scope } from "@/lib/scope";
import { told } from "@/lib/told";

/** Every integration there is, with how it stands in this project. */
export async function listIntegrations(scope: Scope): Promise<ShownIntegration[]> {
  requireGrant(scope, "integrations:read");
  const rows = await scope.db
    .select()
    .from(integrations)
    .where(eq(integrations.projectId, scope.projectId))
    .orderBy(asc(integrations.kind))
    .limit(100);
  const byKind = new Map(rows.map((row) => [row.kind, row]));
  return INTEGRATIONS.map((integration) => shown(integration, byKind.get(integration.kind) ?? null));
}

export async function getIntegration(scope: Scope, kind: string): Promise<ShownIntegration> {
  requireGrant(scope, "integrations:read");
  return shown(integrationOf(kind), await findRow(scope, kind));
}

/** What the steps of automations may do, those of connected integrations first. */
export async function actionChoices(scope: Scope): Promise<ActionChoice[]> {
  const all = await listIntegrations(scope);
  const choices = INTEGRATIONS.flatMap(({ kind, actions }) => {
    const connected = all.some((each) => each.kind === kind && each.status !== null);
    return actions.map(({ name, label, fields }) => ({ integration: kind, action: name, label, fields, connected }));
  });
  return [...choices.filter(({ connected }) => connected), ...choices.filter(({ connected }) => !connected)];
}

function shown(integration: Integration, row: Row | null): ShownIntegration {
  const { kind, name, category, summary, mark, setup, stops, fields, adds, actions } = integration;
  return {
    ...{ kind, name, category, summary, mark, setup, stops, fields },
    adds: { ...adds, segments: adds.segments.map((each) => each.name), actions: actions.map(({ label }) => label) },
    status: row?.status ?? null,
    settings: row?.settings ?? {},
    hints: row?.hints ?? {},
    receivesAt: row && integration.receivesAt ? integration.receivesAt(row.id) : null,
    canTest: integration.test !== undefined,
    canRenew: integration.makes !== undefined,
    lastError: row?.lastError ?? null,
    lastErrorAt: row?.lastErrorAt ?? null,
    connectedAt: row?.createdAt ?? null,
  };
}

/** An integration as the API shows it. */
export const apiIntegration = ({ fields, ...integration }: ShownIntegration): ApiIntegration =>
  told(ApiIntegration, {
    ...integration,
    fields: fields.map(({ name, label, secret = false, optional = false }) => ({ name, label, secret, optional })),
  });
