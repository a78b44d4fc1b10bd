import "server-only";
import { and, eq, isNull } from "drizzle-orm";
import { automations, broadcasts, type Message, projects, templates } from "@/db/schema";
import { getMessage } from "@/lib/messages/queries";
import type { ToldMessage } from "@/lib/messages/schema";
import { listedMessage } from "@/lib/messages/shown";
import type { Scope } from "@/lib/scope";

/** All that the page of one message shows: what it is, where it came from, and what became of it. */
export async function messagePage(scope: Scope, id: string) {
  const full = await getMessage(scope, id);
  const { message, email } = full;
  const isTracked = message.values && typeof message.values.open_url === "string";
  const told: ToldMessage = { ...message, ...listedMessage(full), ...(await originOf(scope, message)), isTracked };
  return { message: told, email, isKept: message.sha256 !== null && message.values !== null, now: scope.clock.now() };
}

/** What sent a message and with which template, each as long as it is there. */
async function originOf({ db, projectId }: Scope, { sourceId, templateId, templateVersion: version }: Message) {
  const { id, name } = templates;
  const [row] = await db
    .select({ automation: automations.name, broadcast: broadcasts.name, template: { id, name } })
    .from(projects)
    .leftJoin(automations, and(eq(automations.projectId, projects.id), eq(automations.id, sourceId)))
    .leftJoin(broadcasts, and(eq(broadcasts.projectId, projects.id), eq(broadcasts.id, sourceId)))
    .leftJoin(templates, and(eq(templates.projectId, projects.id), eq(id, templateId ?? ""), isNull(templates.deletedAt)))
    .where(eq(projects.id, projectId));
  const { automation = null, broadcast = null, template = null } = row ?? {};
  return { sentBy: automation ?? broadcast, template: template && { ...template, version } };
}
