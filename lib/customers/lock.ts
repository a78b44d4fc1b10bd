import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/scope";

export const IDENTITIES_LOCK = 7_270_420; // the class of these advisory locks; the project's id is their second half

/** Has the project's identities alone until the end of the transaction: for whoever makes, joins or parts customers. */
export const identitiesAlone = ({ projectId }: Scope): SQL => sql`pg_advisory_xact_lock(${IDENTITIES_LOCK}, ${projectId})`;

/** Shares them with others: nobody makes, joins or parts customers until the end of the transaction. */
export const identitiesBeside = ({ projectId }: Scope): SQL => sql`pg_advisory_xact_lock_shared(${IDENTITIES_LOCK}, ${projectId})`;
