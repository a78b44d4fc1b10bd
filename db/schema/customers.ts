import { type SQLWrapper, sql } from "drizzle-orm";
import { bigint, boolean, date, foreignKey, index, jsonb, pgEnum, pgTable, primaryKey, smallint, text, unique } from "drizzle-orm/pg-core";
import { newId } from "@/db/ids";
import { byteText, bytes, idColumn, instant, stretches } from "@/db/schema/columns";
import { ofProject, owned, ownedKey, ownedRef } from "@/db/schema/tenant";
import { IDENTITY_KINDS, type MovedRows, type TraitTimes, type Traits, UNCLAIMED } from "@/lib/customers/schema";
import type { TraitFormat } from "@/lib/traits/formats/schema";

/**
 * The lot a customer drew, a number below 2^32 that stays theirs: the end of their public id, which is drawn by chance when they are made and
 * comes back with them when two who became one are parted. Whoever shall be chosen by chance, and be the same people each time, is chosen by it.
 */
export const lotOf = (publicId: SQLWrapper) => sql<number>`(('x' || right(${publicId}::text, 8))::bit(32)::bigint)`;

/** Lots below this are one in 64. Only these are kept in order, so that an order of everybody costs a new customer next to nothing. */
export const LOW_LOTS = 2 ** 26;

/**
 * A person our user writes to. Inside, tables point at the narrow `id`; outside, people and programs see `publicId`.
 * Who they are is told by their identities; `email` is the address in force and `emailHash` its keyed hash, by which consent is kept.
 * `traitTimes` holds the corrected time (ms) of each trait's last write, so the latest write wins in whatever order calls arrive.
 * `name` and `familyName` are read from the traits by Postgres itself: they are for lists and are searched from their first letters.
 * One that is `isErased` has no name, address or trait any more and is nobody to anybody: the row goes with the last of a long history.
 */
export const customers = pgTable(
  "customers",
  {
    projectId: ofProject(),
    id: bigint({ mode: "number" }).notNull().generatedAlwaysAsIdentity(),
    publicId: idColumn("customer")
      .notNull()
      .unique()
      .$defaultFn(() => newId("customer")),
    email: text(),
    emailHash: bytes(),
    traits: jsonb().$type<Traits>().notNull().default({}),
    traitTimes: jsonb().$type<TraitTimes>().notNull().default({}),
    name: text().generatedAlwaysAs(
      sql`coalesce(nullif(btrim(coalesce(traits ->> 'first_name', '') || ' ' || coalesce(traits ->> 'last_name', '')), ''), traits ->> 'name')`,
    ),
    familyName: text().generatedAlwaysAs(sql`traits ->> 'last_name'`),
    firstSeenAt: instant().notNull(),
    lastSeenAt: instant(),
    createdAt: instant().notNull(),
    updatedAt: instant().notNull(),
    isErased: boolean().notNull().default(false), // no time: where a table is not analyzed yet, a column that is null is thought to be rare
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.id] }),
    index("customers_project_created").on(t.projectId, t.createdAt, t.id),
    index("customers_low_lots")
      .on(t.projectId, lotOf(t.publicId), t.id)
      .where(sql`${lotOf(t.publicId)} < ${sql.raw(String(LOW_LOTS))}`),
    index("customers_project_email_hash").on(t.projectId, t.emailHash),
    index("customers_name").on(t.projectId, sql`(left(lower(name), 100) collate "C")`, t.id),
    index("customers_family_name").on(t.projectId, sql`(left(lower(family_name), 100) collate "C")`, t.id),
  ],
);

export const identityKind = pgEnum("identity_kind", IDENTITY_KINDS);

/**
 * The names a customer goes by; the key makes each name mean one person. An anonymous id or email belongs to the claimant with the best claim:
 * `standing` (lib/customers/claims.ts), then the earliest corrected time, then the smaller call id. So the order in which calls arrive
 * never matters. `claimant_*` is empty while nobody better known claimed the name. `hand_*` is the name that this one belongs to because a
 * person said so: it stands above every claim, and when it is taken away the best claim counts again. `traits`, `traitTimes`, `firstSeenAt` and `lastSeenAt`
 * are what was told under this very name: a customer's own are the sum over its names, so a name can move and take its share along.
 */
export const customerIdentities = pgTable(
  "customer_identities",
  {
    projectId: ofProject(),
    kind: identityKind().notNull(),
    value: byteText().notNull(),
    customerId: bigint({ mode: "number" }).notNull(),
    standing: smallint().notNull().default(UNCLAIMED),
    claimedAt: instant().notNull(),
    callId: text().notNull(),
    claimantKind: identityKind(),
    claimantValue: text(),
    handKind: identityKind(),
    handValue: text(),
    traits: jsonb().$type<Traits>().notNull().default({}),
    traitTimes: jsonb().$type<TraitTimes>().notNull().default({}),
    firstSeenAt: instant(),
    lastSeenAt: instant(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.value] }),
    ownedRef("customer_identities_customer_fk", t, t.customerId, () => customers),
    index("customer_identities_customer").on(t.projectId, t.customerId),
  ],
);

/**
 * When somebody was there under a name, day by day (UTC): stretches that reach a few minutes beyond each minute in which they did something.
 * Sessions are counted from these, whoever the name belongs to by then, so nothing has to be moved when people turn out to be one.
 */
export const sightings = pgTable(
  "sightings",
  {
    projectId: ofProject(),
    kind: identityKind().notNull(),
    value: byteText().notNull(),
    day: date().notNull(),
    spans: stretches().notNull(),
  },
  (t) => [
    primaryKey({ columns: [t.projectId, t.kind, t.value, t.day] }),
    foreignKey({
      name: "sightings_name_fk",
      columns: [t.projectId, t.kind, t.value],
      foreignColumns: [customerIdentities.projectId, customerIdentities.kind, customerIdentities.value],
    }).onDelete("cascade"),
  ],
);

/** "These two names are one person", told by a sender who may say so. It counts once both are known as user ids. */
export const identityAliases = pgTable(
  "identity_aliases",
  {
    projectId: ofProject(),
    previousId: text().notNull(),
    userId: text().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.previousId, t.userId] })],
);

/**
 * Claims that lost: the claimant told us a name that belongs to somebody else. Nothing is merged silently: a person decides.
 * Where holder and claimant have become one person the row is no conflict any more; it stays, because they may part again.
 */
export const identityConflicts = pgTable(
  "identity_conflicts",
  {
    ...owned("conflict"),
    kind: identityKind().notNull(),
    value: text().notNull(),
    claimantKind: identityKind().notNull(),
    claimantValue: text().notNull(),
    holderId: bigint({ mode: "number" }).notNull(),
    claimantId: bigint({ mode: "number" }).notNull(),
    resolvedAt: instant(),
  },
  (t) => [
    ownedKey(t),
    unique("identity_conflicts_once").on(t.projectId, t.kind, t.value, t.claimantKind, t.claimantValue),
    ownedRef("identity_conflicts_holder_fk", t, t.holderId, () => customers),
    ownedRef("identity_conflicts_claimant_fk", t, t.claimantId, () => customers),
    index("identity_conflicts_holder").on(t.projectId, t.holderId),
    index("identity_conflicts_claimant").on(t.projectId, t.claimantId),
  ],
);

/**
 * "These two customers are one person", said by somebody. `kind` and `value` are a name of the one that stays, `joined_*` of the one that
 * went, with the ids it had and the rows of its history, so that it can be parted again. Two user ids are held together by this row alone.
 */
export const customerMerges = pgTable(
  "customer_merges",
  {
    ...owned("merge"),
    customerId: bigint({ mode: "number" }).notNull(),
    kind: identityKind().notNull(),
    value: text().notNull(),
    joinedKind: identityKind().notNull(),
    joinedValue: text().notNull(),
    joinedId: bigint({ mode: "number" }).notNull(),
    joinedPublicId: idColumn("customer").notNull(),
    joinedCreatedAt: instant().notNull(),
    moved: jsonb().$type<MovedRows>().notNull(),
    undoneAt: instant(),
  },
  (t) => [
    ownedKey(t),
    ownedRef("customer_merges_customer_fk", t, t.customerId, () => customers),
    index("customer_merges_customer").on(t.projectId, t.customerId, t.createdAt),
  ],
);

/** What remains of people who were erased: a keyed hash of each name they went by, so that nothing brings them back. */
export const erasedNames = pgTable(
  "erased_names",
  { projectId: ofProject(), hash: bytes().notNull(), createdAt: instant().notNull() },
  (t) => [primaryKey({ columns: [t.projectId, t.hash] })],
);

/** The keys of traits that were ever seen or declared, what kind of value they hold, and what people read for them. A declared one may never have been seen. */
export const traitKeys = pgTable(
  "trait_keys",
  {
    projectId: ofProject(),
    key: text().notNull(),
    type: text().notNull(),
    label: text(),
    description: text(),
    format: text().$type<TraitFormat>(),
    firstSeenAt: instant(),
    lastSeenAt: instant(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.key] })],
);

/** Why an address must not be written to. Kept by keyed hash of the address, so it outlives the customer. */
export const suppressions = pgTable(
  "suppressions",
  {
    projectId: ofProject(),
    addressHash: bytes().notNull(),
    reason: text().notNull(),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.addressHash] })],
);

/** What an address has left: `all`, `broadcasts`, or the id of an unsubscribe group. Kept by keyed hash, so it outlives the customer. */
export const unsubscribes = pgTable(
  "unsubscribes",
  {
    projectId: ofProject(),
    addressHash: bytes().notNull(),
    topic: text().notNull(),
    source: text().notNull(),
    messageId: idColumn("message"),
    createdAt: instant().notNull(),
  },
  (t) => [primaryKey({ columns: [t.projectId, t.addressHash, t.topic] })],
);

export type Customer = typeof customers.$inferSelect;
