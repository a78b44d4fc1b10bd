import "server-only";
import { randomUUID } from "node:crypto";
import { actingPerson } from "@/lib/accounts/queries";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { notConnected } from "@/lib/integrations/commands";
import { findConnection } from "@/lib/integrations/connections";
import { integrationOf } from "@/lib/integrations/registry";
import type { Said } from "@/lib/integrations/schema";
import { beginWork, endWork } from "@/lib/integrations/work";
import { senderOf } from "@/lib/mail/senders";
import { getProject } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";

/** Does something real and harmless through an integration, for whoever asks, and answers what the other side said. */
export async function testIntegration(scope: Scope, kind: string): Promise<Said & { millis: number }> {
  requireGrant(scope, "integrations:write");
  const integration = integrationOf(kind);
  const connection = await findConnection(scope, kind);
  if (!connection) throw notConnected(kind);
  if (!integration.test) throw new AppError("CONFLICT", `There is nothing to try at ${integration.name}.`);
  const person = await actingPerson(scope);
  if (!person) throw new AppError("FORBIDDEN", "A test goes to the person who asks for it. Sign in to try it.");
  const tester = { ...person, from: await senderOf(scope, await getProject(scope)) };
  const { work } = await beginWork(scope, { integrationId: connection.id, key: `test/${randomUUID()}`, what: "Test", repeatable: false });
  const began = performance.now();
  const said = await integration.test(connection, tester);
  const millis = Math.round(performance.now() - began);
  await record(scope, "integration.tested", connection.id, { after: { kind, state: said.state } });
  return { ...(await endWork(scope, work, { said, millis, wasAsked: true })), millis };
}
