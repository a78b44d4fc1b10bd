import "server-only";
import { eq } from "drizzle-orm";
import { newId } from "@/db/ids";
import { users } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { claimMessage } from "@/lib/messages/claim";
import { writeLetter } from "@/lib/messages/letter";
import { handOver } from "@/lib/messages/offer";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileDesign } from "@/lib/templates/compile";
import { customerOf, SAMPLE } from "@/lib/templates/preview";
import { getTemplate } from "@/lib/templates/queries";
import type { AsCustomer } from "@/lib/templates/schema";

/** Sends a draft to whoever asks for it, as one customer would get it, by the way that every email goes. It is nobody's message. */
export async function sendTest(scope: Scope, { id, customer }: AsCustomer): Promise<{ to: string; state: string; reason: string | null }> {
  requireGrant(scope, "templates:write");
  const to = await ownAddress(scope);
  const { draft } = await getTemplate(scope, id);
  const version = { ...(await compileDesign(draft)), subject: `[Test] ${draft.subject}` };
  const at = { source: "test", sourceId: id, place: newId("message"), customerId: null } as const;
  const about = { customer: customer ? await customerOf(scope, customer) : SAMPLE, version, to, transactional: false };
  const letter = await writeLetter(scope, { ...about, ...at });
  const claimed = await claimMessage(scope, { at, letter, templateId: id, templateVersion: null, transactional: false });
  if (!claimed?.email) return { to, state: "failed", reason: claimed?.message.reason ?? null };
  const { state, reason } = await handOver(scope, claimed.message, claimed.email);
  return { to, state, reason };
}

async function ownAddress({ actor, db }: Scope): Promise<string> {
  const [user] = actor.type === "user" ? await db.select({ email: users.email }).from(users).where(eq(users.id, actor.userId)) : [];
  if (!user) throw new AppError("FORBIDDEN", "A test goes to the person who asks for it. Sign in to send one.");
  return user.email;
}
