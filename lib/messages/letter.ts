import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { newId } from "@/db/ids";
import { type Customer, type Project, projects } from "@/db/schema";
import { leavingToken } from "@/lib/consent/tokens";
import { env } from "@/lib/env";
import { addressHasher } from "@/lib/keys/data-keys";
import { senderOf } from "@/lib/mail/senders";
import { deliveryHeaders, mailableAddress } from "@/lib/messages/headers";
import type { Email, MessageSource } from "@/lib/messages/schema";
import type { Scope } from "@/lib/scope";
import { RenderFailed } from "@/lib/templates/liquid/watched";
import { type Renderable, renderEmail } from "@/lib/templates/render";
import type { VariablePath } from "@/lib/templates/schema";
import { frozen, type Occurrence, valuesFor } from "@/lib/templates/values";

/** One person's email, written but in nobody's hands yet. Without an email there is a `problem`, or no address to write to. */
export type Letter = {
  id: string;
  address: string | null;
  addressHash: Buffer | null;
  values: Record<string, unknown>;
  warnings: string[];
  email: Email | null;
  problem: string | null;
};

type About = {
  customer: Pick<Customer, "id" | "publicId" | "email" | "traits">;
  version: Renderable & { variables: VariablePath[] };
  event?: Occurrence | undefined;
  /** Somebody else's address: a test goes to who asks for it. */
  to?: string;
  transactional: boolean;
  source: MessageSource;
  sourceId: string;
};

/** Writes a letter. Its id is its own from here on: the link to leave carries it, and so does the provider's key. */
export async function writeLetter(scope: Scope, about: About): Promise<Letter> {
  const { customer, version } = about;
  const id = newId("message");
  const project = await projectOf(scope);
  const address = mailableAddress(about.to ?? customer.email);
  const addressHash = address ? (await addressHasher(scope.db))(address) : null;
  const leaveUrl =
    addressHash && !about.transactional
      ? await leaveUrlOf(scope.db, { projectId: scope.projectId, customerId: customer.id, messageId: id, addressHash })
      : undefined;
  const known = valuesFor({ customer, project, event: about.event, leaveUrl, sentAt: scope.clock.now() });
  const values = frozen(known, version.variables);
  const base = { id, address, addressHash, values, warnings: [] };
  if (!address) return { ...base, email: null, problem: null };
  const from = await senderOf(scope, project);
  if (!from) return { ...base, email: null, problem: "There is no address to send from. Set one in the project's settings, or MAIL_FROM." };
  try {
    const { missing, ...rendered } = await renderEmail(version, values);
    return {
      ...base,
      warnings: missing,
      email: { from, to: address, headers: deliveryHeaders({ ...about, project, leaveUrl }), ...rendered },
      problem: null,
    };
  } catch (error) {
    if (!(error instanceof RenderFailed)) throw error;
    return { ...base, email: null, problem: `The template could not be rendered for this person: ${error.message}` };
  }
}

const leaveUrlOf = async (db: Db, leaving: Parameters<typeof leavingToken>[1]) => `${env().APP_URL}/u/${await leavingToken(db, leaving)}`;

async function projectOf({ db, projectId }: Scope): Promise<Project> {
  const [project] = await db.select().from(projects).where(eq(projects.id, projectId));
  return project!;
}
