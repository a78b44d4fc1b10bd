import { and, eq, isNull } from "drizzle-orm";
import { events, type Template, templates } from "@/db/schema";
import type { RunTrigger } from "@/lib/automations/schema";
import { type EmailStep, isTracked } from "@/lib/automations/steps/email/schema";
import type { StepKind, Taken } from "@/lib/automations/steps/kind";
import { AppError } from "@/lib/errors";
import { hasRealSender } from "@/lib/mail/senders";
import { type MessageState, reasonInWords } from "@/lib/messages/schema";
import { NotSettled, type SendEmail, sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { publishTemplate } from "@/lib/templates/commands";

export const email: StepKind<EmailStep> = {
  sentence({ templateId, transactional }, { templates }) {
    const name = templates.get(templateId ?? "");
    return `Send ${name ? `“${name}”` : "an email"}${transactional ? ", transactional" : ""}`;
  },

  async problems(scope, { templateId }) {
    if (!templateId) return ["This email has no template. Choose one."];
    return (await findTemplate(scope, templateId)) ? [] : ["The template of this email no longer exists. Choose another."];
  },

  /** Pins the template as it is published now; one that never was is published first. */
  async freeze(scope, step) {
    const template = await findTemplate(scope, step.templateId ?? "");
    if (!template) throw new AppError("CONFLICT", "A template of this automation was deleted just now. Choose another.");
    const templateVersion = template.currentVersion || (await publishTemplate(scope, template.id)).version;
    return { ...step, templateVersion };
  },

  async take(scope, { run, automation, step }) {
    if (!step.templateId || !step.templateVersion) throw new Error(`Email ${step.id} went live without a template.`);
    if (automation.asksBeforeSending && (await hasRealSender(scope))) return { next: "ask" };
    const event = await eventOf(scope, run.trigger);
    return send(scope, {
      source: "automation",
      sourceId: automation.id,
      place: `${run.id}/${run.visit}`,
      customerId: run.customerId,
      templateId: step.templateId,
      templateVersion: step.templateVersion,
      transactional: step.transactional,
      smartSending: step.smartSending ?? true,
      tracking: isTracked(step),
      ...(event && { event }),
    });
  },
};

/** An email whose provider has not answered keeps the run here: its message is settled within a day, whatever happens. */
async function send(scope: Scope, request: SendEmail): Promise<Taken> {
  try {
    const { messageId, state, reason } = await sendEmail(scope, request);
    return { next: "go_on", outcome: told(state, reason), ...becameOf(state), detail: { messageId, ...(reason && { reason }) } };
  } catch (error) {
    if (error instanceof NotSettled) return { next: "later", because: error.message };
    throw error;
  }
}

async function findTemplate({ db, projectId }: Scope, id: string): Promise<Template | undefined> {
  const [template] = await db
    .select()
    .from(templates)
    .where(and(eq(templates.projectId, projectId), eq(templates.id, id), isNull(templates.deletedAt)));
  return template;
}

/** What the email may speak of: the event that began the run, unless it is no longer kept. */
async function eventOf({ db, projectId }: Scope, trigger: RunTrigger) {
  if (trigger.type !== "event") return undefined;
  const [event] = await db
    .select({ name: events.name, properties: events.properties })
    .from(events)
    .where(and(eq(events.projectId, projectId), eq(events.id, trigger.eventId)));
  return event;
}

/** A message of which nobody can say whether it was sent counts as failed: somebody has to look. */
function becameOf(state: MessageState): { became?: "skipped" | "failed" } {
  if (state === "skipped") return { became: "skipped" };
  return state === "failed" || state === "uncertain" ? { became: "failed" } : {};
}

function told(state: MessageState, reason: string | null): string {
  const isSent = state !== "skipped" && state !== "failed" && state !== "uncertain";
  return isSent ? "Email sent" : `Email ${state}. ${reasonInWords(reason)}`.trim();
}
