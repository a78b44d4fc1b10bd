import "server-only";
import { findConnection } from "@/lib/integrations/connections";
import type { IntegrationAction } from "@/lib/integrations/contract";
import { findAction } from "@/lib/integrations/registry";
import type { Said } from "@/lib/integrations/schema";
import { beginWork, endWork, type Work } from "@/lib/integrations/work";
import { requireGrant, type Scope } from "@/lib/scope";
import type { Values } from "@/lib/templates/liquid/engine";
import { RenderFailed } from "@/lib/templates/liquid/watched";
import { renderText } from "@/lib/templates/render";

type Effect = { integration: string; action: string; input: Readonly<Record<string, string>>; values: Values; key: string };

/**
 * Has the effect called `key` through an integration, once: it is claimed before, and what became of it is kept. Runs outside any
 * transaction, and may run again. Never throws for what the other side does: it says so.
 */
export async function act(scope: Scope, { integration: kind, action: name, input, values, key }: Effect): Promise<Said> {
  requireGrant(scope, "automations:write");
  const found = findAction(kind, name);
  if (!found) return { state: "refused", says: "This kind of step no longer exists." };
  const { integration, action } = found;
  const connection = await findConnection(scope, kind);
  if (!connection) return { state: "refused", says: `${integration.name} is not connected.` };
  if (connection.status === "paused") return { state: "later", says: `${integration.name} is paused under Integrations.` };
  const { work, mine } = await beginWork(scope, { integrationId: connection.id, key, what: action.label, repeatable: action.repeatable });
  if (!mine) return saidBefore(work);
  const began = performance.now();
  const ready = await written(action, input, values);
  const wasAsked = !("says" in ready);
  const said = "says" in ready ? ready : await action.take(connection, ready.input, { key, at: scope.clock.now() });
  return endWork(scope, work, { said, wasAsked, millis: Math.round(performance.now() - began) });
}

const saidBefore = ({ state, detail }: Work): Said =>
  state === "begun" ? { state: "later", says: "It is being done at this moment." } : { state, says: detail ?? "" };

/** What was filled in, with its Liquid become text, and read once more: what a value has made of it may not be what can be sent. */
async function written(
  { fields, input: Input, writes }: IntegrationAction,
  said: Readonly<Record<string, string>>,
  values: Values,
): Promise<{ input: Record<string, string> } | Said> {
  try {
    const texts: [string, string][] = [];
    for (const { name } of fields) texts.push([name, await renderText(said[name] ?? "", writes, values)]);
    const read = Input.safeParse(Object.fromEntries(texts));
    return read.success ? { input: read.data } : { state: "refused", says: read.error.issues[0]?.message ?? "It cannot be read." };
  } catch (error) {
    if (error instanceof RenderFailed) return { state: "refused", says: `Its Liquid cannot be rendered: ${error.message}` };
    throw error;
  }
}
