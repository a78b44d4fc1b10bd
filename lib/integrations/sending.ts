import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import { newId } from "@/db/ids";
import { integrations, integrationWork, projects } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Tester } from "@/lib/integrations/contract";
import type { Said } from "@/lib/integrations/schema";
import { type Mailer, unheard } from "@/lib/mail/mailer";
import { SENDER_KINDS } from "@/lib/mail/own-sender";
import type { Scope } from "@/lib/scope";

/**
 * Mail of a project leaves by one way: connecting a sender of this kind ends the other one. Where it leaves another way than before from now
 * on, by another account too, that is kept with its time.
 */
export async function changeSender(tx: Scope, kind: string | null, isAnother: boolean): Promise<void> {
  const { projectId, kind: kindOf, id } = integrations;
  const others = and(eq(projectId, tx.projectId), inArray(kindOf, [...SENDER_KINDS]), ne(kindOf, kind ?? ""));
  const [other] = kind === null ? [] : await tx.db.select({ id, kind: kindOf }).from(integrations).where(others).for("update");
  if (other) {
    const work = and(eq(integrationWork.projectId, tx.projectId), eq(integrationWork.integrationId, other.id));
    await tx.db.delete(integrationWork).where(work);
    await tx.db.delete(integrations).where(others);
    await record(tx, "integration.disconnected", other.id, { before: { kind: other.kind }, after: { replacedBy: kind } });
  }
  if (other || isAnother) await tx.db.update(projects).set({ senderChangedAt: tx.clock.now() }).where(eq(projects.id, tx.projectId));
}

/** Sends a real email to whoever asks, and says what the provider answered. */
export async function tryMailer(mailer: Mailer, { email: to, from }: Tester): Promise<Said> {
  if (!from) return { state: "refused", says: "There is no from address. Set one under Settings, Sending." };
  const text = "This is a test email from CrowdPower. If you read it, email of your project reaches people.";
  const email = { from, to, subject: "A test email from CrowdPower", headers: {}, html: `<p>${text}</p>`, text };
  const outcome = await mailer.send(email, newId("message")).catch(unheard);
  if (outcome.became === "taken")
    return { state: "done", says: `${mailer.name} took the email to ${to} from ${from} as ${outcome.providerId}.` };
  const isNo = outcome.became === "refused" || (outcome.became === "not_yet" && outcome.of === "settings");
  return { state: isNo ? "refused" : outcome.became === "unknown" ? "uncertain" : "later", says: outcome.why };
}
