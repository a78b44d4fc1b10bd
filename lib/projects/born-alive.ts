import "server-only";
import { createAutomation } from "@/lib/automations/commands";
import { goLive } from "@/lib/automations/going-live";
import { inTransaction, type Scope } from "@/lib/scope";
import { createSegment } from "@/lib/segments/commands";
import { createDefaultTemplate } from "@/lib/templates/commands";

/**
 * What a new project has, so that its first event already leads to something: a template, a segment, and a live automation that welcomes.
 * The automation asks before it writes to people outside this machine.
 */
export async function bringAlive(scope: Scope): Promise<void> {
  await inTransaction(scope, async (tx) => {
    const template = await createDefaultTemplate(tx);
    await createSegment(tx, {
      name: "New this week",
      description: "Everybody who was first seen in the last seven days.",
      rule: { type: "customer", field: "first_seen", operator: "within_last", days: 7 },
    });
    const { id } = await createAutomation(tx, {
      name: "Welcome",
      asksBeforeSending: true,
      flow: {
        trigger: { type: "event", name: "Signed Up" },
        entry: "every_time",
        steps: [{ id: "welcome", type: "email", templateId: template.id, transactional: false }],
      },
    });
    await goLive(tx, id);
  });
}
