import { addressOf } from "@/lib/customers/address";
import type { Call } from "@/lib/events/schema";
import type { Said } from "@/lib/ingest/body";
import { Unfit } from "@/lib/ingest/problems";
import { correctedTime, idIn, timeIn } from "@/lib/ingest/said";

/** One noun of the Beacon API: how a call is read, and which fields a bulk request may say once for all. */
export type BeaconCall = { shared: readonly string[]; read: (said: Said, receivedAt: number, callId: string | undefined) => Call };

/** Fields that say whom a call is about. */
export const WHO = ["user_id", "email", "anonymous_id"] as const;

/** Whom a call is about: `user_id`, or `email` where there is none. A website also says by `anonymous_id` who is visiting it. */
export function whoIn(said: Said): Pick<Call, "userId" | "email" | "anonymousId"> {
  const userId = idIn(said, "user_id");
  const anonymousId = idIn(said, "anonymous_id");
  const text = idIn(said, "email");
  const email = text === undefined ? undefined : addressOf(text);
  if (text !== undefined && email === undefined) throw new Unfit("email", "is not an email address.");
  if (userId === undefined && email === undefined && anonymousId === undefined)
    throw new Unfit("user_id", "is missing: send user_id, email or anonymous_id.");
  return { userId, email, anonymousId };
}

/** When it happened, and whether the customer was there: `update_session: false` tells history and leaves "last seen" alone. */
export function whenIn(said: Said, receivedAt: number): { at: number; passive: boolean } {
  const updates = said.update_session ?? true;
  if (typeof updates !== "boolean") throw new Unfit("update_session", "must be true or false.");
  return { at: correctedTime(timeIn(said, "created_at"), undefined, receivedAt), passive: !updates };
}
