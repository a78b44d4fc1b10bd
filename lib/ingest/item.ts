import { hash } from "node:crypto";
import { newUuid } from "@/db/ids";
import { claimsOf, type Claimed, keyOf, type Name, subjectOf } from "@/lib/customers/claims";
import type { Introduction } from "@/lib/customers/placing";
import type { Call, Outcome } from "@/lib/events/schema";

/** What every call of one request has in common: where it came in, when, whether its key is a secret one, and from which address people spoke for themselves. */
export type Arrival = { source: number; receivedAt: number; trusted: boolean; address?: string | undefined };

/** A call on its way into the database, and what became of it. Times are milliseconds. */
export type Item = Arrival & {
  call: Call;
  at: number;
  event: string;
  callId: string;
  subject: Name;
  introduction: Introduction;
  outcome: Outcome | undefined;
};

/** A call that is not going in, with the reason and what was said. */
export type Refusal = { field: string | null; reason: string; payload: unknown };

export function itemOf(call: Call, arrival: Arrival): Item {
  const at = Math.min(call.at ?? arrival.receivedAt, arrival.receivedAt);
  const event = call.callId === undefined ? newUuid(arrival.receivedAt) : eventUuid(call.callId);
  const callId = call.callId ?? event;
  const claims = claimsOf(call, callId, at, arrival.receivedAt, arrival.trusted);
  const subject = subjectOf(call);
  const alias = call.type === "alias" && arrival.trusted ? { previousId: call.previousId, userId: call.userId ?? "" } : null;
  return {
    ...arrival,
    call,
    at,
    event,
    callId,
    subject,
    introduction: { names: namesOf(subject, claims), claims, alias, at, callId },
    outcome: undefined,
  };
}

const namesOf = (subject: Name, claims: readonly Claimed[]): Name[] =>
  claims.length === 0 ? [subject] : [subject, ...claims.map(({ name }) => name)];

/** The event's UUID, made from the sender's id of the call: a repeated delivery is the same row. Version 8 (RFC 9562 §5.8). */
export function eventUuid(callId: string): string {
  const hex = hash("sha256", callId);
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-8${hex.slice(13, 16)}-a${hex.slice(17, 20)}-${hex.slice(20, 32)}`;
}

/** Every name that a call mentions. Who gets another name may have had the old one as a user. */
export const mentioned = ({ introduction: { names, alias } }: Item): readonly Name[] =>
  alias ? [...names, { kind: "user_id", value: alias.previousId }] : names;

/** Every name that calls are about, once. */
export function namesIn(items: readonly Item[]): Name[] {
  const names = new Map<string, Name>();
  for (const { introduction } of items) for (const name of introduction.names) names.set(keyOf(name), name);
  return [...names.values()];
}
