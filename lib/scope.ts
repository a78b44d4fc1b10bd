import type { Db } from "@/db/client";
import type { Clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { type Grant, roleHas } from "@/lib/grants";
import type { KeyKind, Role } from "@/lib/projects/schema";

declare const minted: unique symbol;

export type Actor =
  | { type: "user"; userId: string; role: Role }
  | { type: "apiKey"; keyId: string; kind: KeyKind; grants: readonly Grant[] }
  | { type: "job"; name: string }
  | { type: "recipient"; customerId: number };

/** Proof that someone may act inside one project. `lib/auth` makes it; founding, claiming and joining a project make the first of who does so. */
export type Scope = {
  readonly projectId: number;
  readonly actor: Actor;
  readonly db: Db;
  readonly clock: Clock;
  readonly [minted]: true;
};

export const mintScope = (s: { projectId: number; actor: Actor; db: Db; clock: Clock }) => s as Scope;

/** Every read and every write of the domain begins here, whichever door it came through. */
export function requireGrant({ actor }: Scope, grant: Grant) {
  if (!may(actor, grant)) throw new AppError("FORBIDDEN", `You may not do this: it needs the "${grant}" permission.`);
}

/**
 * People have the grants of their role, keys the ones they were given, and jobs all: they continue what someone was allowed to begin.
 * Somebody who got an email may decide whether they get more.
 */
export function may(actor: Actor, grant: Grant): boolean {
  switch (actor.type) {
    case "user":
      return roleHas(actor.role, grant);
    case "apiKey":
      return actor.grants.includes(grant);
    case "job":
      return true;
    case "recipient":
      return grant === "consent:write";
  }
}

/** Runs `work` in one transaction, joining the caller's if there is one. */
export const inTransaction = <T>(scope: Scope, work: (scope: Scope) => Promise<T>): Promise<T> =>
  scope.db.transaction((tx) => work({ ...scope, db: tx }));
