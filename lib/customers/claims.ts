import { type IdentityKind, STANDINGS, UNCLAIMED } from "@/lib/customers/schema";
import type { Call } from "@/lib/events/schema";

/** A name that a customer goes by. */
export type Name = { kind: IdentityKind; value: string };
export type NameKey = string;

/** "This name is that person": told by a call, at its time. */
export type Claim = { claimant: Name; standing: number; at: number; callId: string };
export type Claimed = { name: Name; claim: Claim };

const DAY = 24 * 60 * 60_000;

export const keyOf = ({ kind, value }: Name): NameKey => `${kind} ${value}`;

/** Whom a call is about: the strongest name it came with. */
export function subjectOf({ userId, anonymousId, email }: Call): Name {
  if (userId !== undefined) return { kind: "user_id", value: userId };
  if (anonymousId !== undefined) return { kind: "anonymous_id", value: anonymousId };
  return { kind: "email", value: email ?? "" };
}

/**
 * The claims a call makes: weaker names that came with a stronger one belong to it. A public key can be read by anybody, so its claims
 * yield to those of a secret key, and cannot be dated back behind somebody's older claim by more than the day that a late device may need.
 */
export function claimsOf(call: Call, callId: string, at: number, receivedAt: number, trusted: boolean): Claimed[] {
  const claimant = subjectOf(call);
  if (claimant.kind === "email") return [];
  const known = claimant.kind === "user_id";
  const standing = known
    ? trusted
      ? STANDINGS.userBySecret
      : STANDINGS.userByPublic
    : trusted
      ? STANDINGS.anonymousBySecret
      : STANDINGS.anonymousByPublic;
  const claim = { claimant, standing, at: trusted ? at : Math.max(at, receivedAt - DAY), callId };
  const claimed: Claimed[] = [];
  if (known && call.anonymousId !== undefined) claimed.push({ name: { kind: "anonymous_id", value: call.anonymousId }, claim });
  if (known && call.type === "alias") claimed.push({ name: { kind: "anonymous_id", value: call.previousId }, claim });
  if (call.email !== undefined) claimed.push({ name: { kind: "email", value: call.email }, claim });
  return claimed;
}

/** Whether `a` is the better claim. A total order, so any order of arrival finds the same best one. */
export const beats = (a: Pick<Claim, "standing" | "at" | "callId">, b: Pick<Claim, "standing" | "at" | "callId">): boolean => {
  if (a.standing !== b.standing) return a.standing < b.standing;
  if (a.at !== b.at) return a.at < b.at;
  return a.callId < b.callId;
};

/** What a name has before anybody better known claims it. */
export const isUnclaimed = ({ standing }: { standing: number }) => standing === UNCLAIMED;
