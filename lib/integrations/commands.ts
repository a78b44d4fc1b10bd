import "server-only";
import { and, eq, sql } from "drizzle-orm";
import { type Integration as Row, integrations, integrationWork } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError, fieldErrorsOf, notFound } from "@/lib/errors";
import { findConnection, findRow, type Secrets, sealed, theKind } from "@/lib/integrations/connections";
import type { Integration } from "@/lib/integrations/contract";
import { integrationOf } from "@/lib/integrations/registry";
import type { ConnectIntegration, IntegrationStatus } from "@/lib/integrations/schema";
import { makeSegments } from "@/lib/integrations/segments";
import { changeSender } from "@/lib/integrations/sending";
import { isSample } from "@/lib/mail/senders";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

type Values = Record<string, string>;
/** Secrets of our own making, shown this once. */
export type Connected = { id: string; shown: Secrets };

/** Connects an integration, or changes its settings: an empty secret stays as it is, and so does a pause. Secrets can never be read again. */
export async function connectIntegration(scope: Scope, { kind, settings: said }: ConnectIntegration): Promise<Connected> {
  requireGrant(scope, "integrations:write");
  const integration = integrationOf(kind);
  if (integration.category === "sender") await refuseForSample(scope);
  const known = await findConnection(scope, kind);
  const values = await read(integration, withKept(integration, said, known?.secrets ?? {}));
  const made = known ? null : (integration.makes?.(null, scope.clock.now()) ?? null);
  const { open, secret } = parted(integration, values);
  const secrets = { ...known?.secrets, ...secret, ...made?.secrets };
  const hints = hintsOf(integration, secrets);
  const hidden = await sealed(scope.db, secrets);
  return inTransaction(scope, async (tx) => {
    const now = tx.clock.now();
    const set = { settings: open, secrets: hidden, hints, lastError: null, lastErrorAt: null, updatedAt: now };
    const status = sql`case when ${integrations.status} = 'paused' then ${integrations.status} else excluded.status end`;
    const [row] = await tx.db
      .insert(integrations)
      .values({ projectId: tx.projectId, kind, status: "connected", createdAt: now, ...set })
      .onConflictDoUpdate({ target: [integrations.projectId, integrations.kind], set: { ...set, status } })
      .returning();
    const { account } = integration;
    if (account) await changeSender(tx, kind, known?.secrets[account] !== secrets[account]);
    if (!known) await makeSegments(tx, integration);
    const change = { after: { kind, settings: open, secrets: Object.keys(secret) } };
    await record(tx, known ? "integration.changed" : "integration.connected", row!.id, change);
    return { id: row!.id, shown: made?.shown ?? {} };
  });
}

/** Demo data must reach nobody: the people in it may be somebody's by chance. */
async function refuseForSample(scope: Scope): Promise<void> {
  if (await isSample(scope))
    throw new AppError("CONFLICT", "This is sample data, so its mail stays on this machine. Connect a sender in a project of your own.");
}

/** What was said, and for secrets that were left empty what is kept. */
const withKept = ({ fields }: Integration, said: Values, kept: Secrets): Values =>
  Object.fromEntries(fields.map(({ name, secret }) => [name, said[name]?.trim() || (secret ? (kept[name] ?? "") : "")]));

async function read({ settings }: Integration, values: Values): Promise<Values> {
  const parsed = await settings.safeParseAsync(values);
  if (parsed.success) return parsed.data;
  throw new AppError("INVALID_INPUT", "Please check the highlighted fields.", fieldErrorsOf(parsed.error));
}

function parted({ fields }: Integration, values: Values): { open: Values; secret: Values } {
  const of = (isSecret: boolean) =>
    Object.fromEntries(fields.filter(({ secret = false }) => secret === isSecret).map(({ name }) => [name, values[name] ?? ""]));
  return { open: of(false), secret: of(true) };
}

const hintsOf = ({ hint }: Integration, secrets: Secrets): Values =>
  Object.fromEntries(
    Object.entries(secrets)
      .filter(([, secret]) => secret !== "")
      .map(([name, secret]) => [name, hint ? hint(name, secret) : `…${secret.slice(-4)}`]),
  );

/** Makes the secrets that are ours anew. The ones before hold for as long as the integration says. */
export async function renewSecrets(scope: Scope, kind: string): Promise<Connected> {
  requireGrant(scope, "integrations:write");
  const integration = integrationOf(kind);
  const known = await findConnection(scope, kind);
  const made = known && integration.makes?.(known.secrets, scope.clock.now());
  if (!made) throw notFound("secret");
  const secrets = { ...known.secrets, ...made.secrets };
  const hidden = await sealed(scope.db, secrets);
  await change(scope, kind, "integration.secret_renewed", { secrets: hidden, hints: hintsOf(integration, secrets) });
  return { id: known.id, shown: made.shown };
}

/** Lets it do nothing for a while. What an automation asks of it waits; emails of a paused sender wait too. */
export const pauseIntegration = (scope: Scope, kind: string) => setStatus(scope, kind, "integration.paused", "paused");

export const resumeIntegration = (scope: Scope, kind: string) => setStatus(scope, kind, "integration.resumed", "connected");

function setStatus(scope: Scope, kind: string, verb: `${string}.${string}`, status: IntegrationStatus): Promise<void> {
  requireGrant(scope, "integrations:write");
  return change(scope, kind, verb, { status });
}

const change = (scope: Scope, kind: string, verb: `${string}.${string}`, set: Partial<Row>): Promise<void> =>
  inTransaction(scope, async (tx) => {
    const [row] = await tx.db
      .update(integrations)
      .set({ ...set, updatedAt: tx.clock.now() })
      .where(theKind(tx, kind))
      .returning();
    if (!row) throw notConnected(kind);
    await record(tx, verb, row.id, { after: { kind, status: row.status } });
  });

/** Ends it with its secrets and its log. What it has made in the project stays. */
export function disconnectIntegration(scope: Scope, kind: string): Promise<void> {
  requireGrant(scope, "integrations:write");
  const integration = integrationOf(kind);
  return inTransaction(scope, async (tx) => {
    const row = await findRow(tx, kind);
    if (!row) throw notConnected(kind);
    const work = and(eq(integrationWork.projectId, tx.projectId), eq(integrationWork.integrationId, row.id));
    await tx.db.delete(integrationWork).where(work);
    await tx.db.delete(integrations).where(theKind(tx, kind));
    if (integration.account) await changeSender(tx, null, true);
    await record(tx, "integration.disconnected", row.id, { before: { kind, settings: row.settings } });
  });
}

export const notConnected = (kind: string) =>
  new AppError("CONFLICT", `${integrationOf(kind).name} is not connected. An admin can connect it under Integrations.`);
