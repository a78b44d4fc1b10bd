import "server-only";
import { and, eq, inArray, ne } from "drizzle-orm";
import { newId } from "@/db/ids";
import { integrations, integrationWork, projects } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Tester } from "@/lib/integrations/contract";
import type { Said } from "@/lib/integrations/schema";
import type { Mailer, Outcome } from "@/lib/mail/mailer";
import { SENDER_KINDS, type SenderKind } from "@/lib/mail/own-sender";
import type { Scope } from "@/lib/scope";

/**
 * Mail of a project leaves by one way: connecting a sender ends the other one. From now on the project's mail leaves another way than
 * before, which is kept with its time.
 */
export async function changeSender(tx: Scope, kind: SenderKind): Promise<void> {
  const { projectId, kind: kindOf, id } = integrations;
  const others = and(eq(projectId, tx.projectId), inArray(kindOf, [...SENDER_KINDS]), ne(kindOf, kind));
  const [other] = await tx.db.select({ id, kind: kindOf }).from(integrations).where(others).for("update");
  const isThere = await tx.db
    .select({ id })
    .from(integrations)
    .where(and(eq(projectId, tx.projectId), eq(kindOf, kind)));
  if (other && isThere.length > 0) {
    const work = and(eq(integrationWork.projectId, tx.projectId), eq(integrationWork.integrationId, other.id));
    await tx.db.delete(integrationWork).where(work);
    await tx.db.delete(integrations).where(others);
    await record(tx, "integration.disconnected", other.id, { before: { kind: other.kind }, after: { replacedBy: kind } });
  }
  await tx.db.update(projects).set({ senderChangedAt: tx.clock.now() }).where(eq(projects.id, tx.projectId));
}

/** Sends a real email to whoever asks, and says what the provider answered. */
export async function tryMailer(mailer: Mailer, { email: to, from }: Tester): Promise<Said> {
  if (!from) return { state: "refused", says: "There is no from address. Set one under Settings, Sending." };
  const text = "This is a test email from CrowdPower. If you read it, email of your project reaches people.";
  const email = { from, to, subject: "A test email from CrowdPower", headers: {}, html: `<p>${text}</p>`, text };
  const outcome = await mailer
    .send(email, newId("message"))
    .catch((error: unknown): Outcome => ({ became: "unknown", why: String(error) }));
  switch (outcome.became) {
    case "taken":
      return { state: "done", says: `${mailer.name} took the email to ${to} from ${from} as ${outcome.providerId}.` };
    case "refused":
      return { state: "refused", says: outcome.why };
    case "not_yet":
      return { state: outcome.of === "settings" ? "refused" : "later", says: outcome.why };
    case "unknown":
      return { state: "uncertain", says: outcome.why };
  }
}
