import type { Db } from "@/db/client";
import type { Clock } from "@/lib/clock";

declare const minted: unique symbol;

/** Proof of who is signed in, without a project. Only `lib/auth` can make one. */
export type Account = {
  readonly userId: string;
  readonly sessionId: string;
  readonly db: Db;
  readonly clock: Clock;
  readonly [minted]: true;
};

export const mintAccount = (account: { userId: string; sessionId: string; db: Db; clock: Clock }) => account as Account;

/** Somebody at the door, of whom nothing is proven but the network address that the call came from. */
export type Visitor = { readonly db: Db; readonly clock: Clock; readonly address: string; readonly userAgent: string | null };
