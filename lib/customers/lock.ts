import { type SQL, sql } from "drizzle-orm";
import type { Scope } from "@/lib/scope";

const LOCK = 7_270_420; // the class of these advisory locks; the project's id is their second half

/** Shares the project's identities with others until the end of the transaction: for whoever finds everybody as they are. */
export const identitiesShared = ({ projectId }: Scope): SQL => sql`pg_advisory_xact_lock_shared(${LOCK}, ${projectId})`;

/** Has the project's identities alone until the end of the transaction: for whoever makes, joins or parts customers. */
export const identitiesAlone = ({ projectId }: Scope): SQL => sql`pg_advisory_xact_lock(${LOCK}, ${projectId})`;
