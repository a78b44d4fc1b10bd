import "server-only";
import { cache } from "react";
import { pool } from "@/db/client";
import { type Entered, findSession } from "@/lib/accounts/sessions";
import { nextAuth } from "@/lib/auth/next-auth";
import { systemClock } from "@/lib/clock";

/** Who is signed in on this request, asked of the database once per page. A revoked or outdated session is nobody. */
export const currentSession = cache(async (): Promise<Entered | null> => {
  const carried = await nextAuth().auth();
  return carried ? findSession(pool, carried.sessionId, systemClock.now()) : null;
});

/** Gives this browser the cookie of a session that was just opened. */
export async function giveCookie(entered: Entered): Promise<void> {
  await nextAuth(entered).signIn("proven", { redirect: false, redirectTo: "/" });
}

/** Takes the cookie away. The session itself is ended by `endSession`. */
export async function takeCookie(): Promise<void> {
  await nextAuth().signOut({ redirect: false, redirectTo: "/" });
}
