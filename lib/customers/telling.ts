import "server-only";
import { sql } from "drizzle-orm";
import { record } from "@/lib/audit/record";
import { addressOf } from "@/lib/customers/address";
import type { Name } from "@/lib/customers/claims";
import { customersByIds, getCustomer, type KnownCustomer } from "@/lib/customers/queries";
import type { IdentityKind, TellCustomer, Traits, UpdateCustomer } from "@/lib/customers/schema";
import { AppError } from "@/lib/errors";
import type { Call, Outcome } from "@/lib/events/schema";
import { withNameSplit } from "@/lib/ingest/bridge";
import { recordCalls, recordCallsWithin } from "@/lib/ingest/record";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";

/** The names in a call that say whom it is about. */
export type Who = Pick<Call, "userId" | "anonymousId" | "email">;

/** What a program tells us about somebody, who is found or made. Told twice it changes nothing. */
export async function tellCustomer(scope: Scope, said: TellCustomer): Promise<KnownCustomer> {
  requireGrant(scope, "customers:write");
  const [outcome] = await recordCalls(scope, [identify(whoIs(said), said.traits)], { source: "api" });
  return theCustomer(scope, outcome);
}

/** Changes traits of a customer, for a program. Who they are stays. */
export async function updateCustomer(scope: Scope, { id, traits }: UpdateCustomer): Promise<KnownCustomer> {
  requireGrant(scope, "customers:write");
  const customer = await getCustomer(scope, id);
  const [outcome] = await recordCalls(scope, [await change(scope, customer, traits)], { source: "api" });
  return theCustomer(scope, outcome);
}

/** The same by a person's hand: the change and who made it are one. */
export async function updateCustomerByHand(scope: Scope, { id, traits }: UpdateCustomer): Promise<void> {
  requireGrant(scope, "customers:write");
  await inTransaction(scope, async (tx) => {
    const customer = await getCustomer(tx, id);
    const [outcome] = await recordCallsWithin(tx, [await change(tx, customer, traits)], { source: "hand" });
    const after = await theCustomer(tx, outcome);
    const keys = Object.keys(withNameSplit(traits));
    await record(tx, "customer.update", customer.publicId, { before: only(customer.traits, keys), after: only(after.traits, keys) });
  });
}

/** Makes somebody known by hand. Who is there already is not changed: `known` says by which name they are. */
export async function createCustomerByHand(scope: Scope, said: TellCustomer): Promise<{ id: string; known: IdentityKind | null }> {
  requireGrant(scope, "customers:write");
  return inTransaction(scope, async (tx) => {
    const who = whoIs(said);
    const known = await knownAs(tx, who);
    if (known) return known;
    const [outcome] = await recordCallsWithin(tx, [identify(who, said.traits)], { source: "hand" });
    const { publicId } = await theCustomer(tx, outcome);
    await record(tx, "customer.create", publicId, { after: said });
    return { id: publicId, known: null };
  });
}

/** Names as a call has them. */
export const whoIs = ({ user_id, anonymous_id, email }: Omit<TellCustomer, "traits">): Who => ({
  userId: user_id,
  anonymousId: anonymous_id,
  email: email === undefined ? undefined : addressOf(email),
});

/** The best name of a customer: who says it means them. */
export async function nameOf({ db, projectId }: Scope, customerId: number): Promise<Who> {
  const { rows } = await db.execute<Name>(sql`
    select kind, value from customer_identities where project_id = ${projectId} and customer_id = ${customerId}
    order by kind, claimed_at, value limit 1`);
  const [name] = rows;
  if (!name)
    throw new AppError("CONFLICT", "This customer has no name any more: they have become one with somebody else. Load the page again.");
  return whoOf(name);
}

/** A name as a call has it. */
export function whoOf({ kind, value }: Name): Who {
  if (kind === "user_id") return { userId: value };
  return kind === "anonymous_id" ? { anonymousId: value } : { email: value };
}

/** Calls by hand or through the Core API tell about somebody; they did nothing, so their last seen stays. */
const identify = (who: Who, traits: Traits): Call => {
  const email = typeof traits.email === "string" ? addressOf(traits.email) : undefined;
  const told = withNameSplit(traits);
  return { type: "identify", passive: true, ...who, ...(who.email === undefined && email !== undefined && { email }), traits: told };
};

async function change(scope: Scope, { id, email }: KnownCustomer, traits: Traits): Promise<Call> {
  const who = await nameOf(scope, id);
  if (who.email !== undefined && "email" in traits && traits.email !== email)
    throw new AppError("INVALID_INPUT", "This customer is known by their email alone, so it cannot change. Give them a user_id first.", {
      "traits.email": ["Give this customer a user_id first."],
    });
  return identify(who, traits);
}

async function knownAs(scope: Scope, { userId, anonymousId, email }: Who): Promise<{ id: string; known: IdentityKind } | null> {
  const { rows } = await scope.db.execute<{ id: number; known: IdentityKind }>(sql`
    select customer_id as id, kind as known from customer_identities
    where project_id = ${scope.projectId} and (kind = 'user_id' and value = ${userId ?? null}
      or kind = 'anonymous_id' and value = ${anonymousId ?? null} or kind = 'email' and value = ${email ?? null}) order by kind limit 1`);
  const [row] = rows;
  const [customer] = row ? await customersByIds(scope, [Number(row.id)]) : [];
  return row && customer ? { id: customer.publicId, known: row.known } : null;
}

async function theCustomer(scope: Scope, outcome: Outcome | undefined): Promise<KnownCustomer> {
  const [customer] = await customersByIds(scope, [accepted(outcome).customerId ?? 0]);
  if (!customer) throw new AppError("CONFLICT", "The customer was changed at the same time. Try again.");
  return customer;
}

const API_FIELDS: Record<string, string> = {
  userId: "user_id",
  anonymousId: "anonymous_id",
  messageId: "message_id",
  event: "name",
  timestamp: "occurred_at",
};

/** An outcome that is no refusal. A refusal is told with its field and reason. */
export function accepted(outcome: Outcome | undefined): Exclude<Outcome, { state: "rejected" }> {
  if (!outcome) throw new Error("A call came back without an outcome.");
  if (outcome.state !== "rejected") return outcome;
  const field = outcome.field && (API_FIELDS[outcome.field] ?? outcome.field);
  throw new AppError("INVALID_INPUT", `${field ?? "It"} ${outcome.reason}`, field ? { [field]: [outcome.reason] } : undefined);
}

const only = (traits: Traits, keys: readonly string[]): Traits =>
  Object.fromEntries(keys.map((key) => [key, Object.hasOwn(traits, key) ? traits[key]! : null]));
