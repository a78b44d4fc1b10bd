import "server-only";
import NextAuth, { type NextAuthConfig } from "next-auth";
import Credentials from "next-auth/providers/credentials";
import type { Entered } from "@/lib/accounts/sessions";
import { env } from "@/lib/env";
import { log } from "@/lib/log";

declare module "next-auth" {
  interface User {
    sessionId: string;
  }
  interface Session {
    sessionId: string;
  }
}

/** The cookie only carries a session's id: the row decides when it ends, and always before this. */
const COOKIE_SECONDS = 180 * 24 * 60 * 60;

/**
 * next-auth, as a maker and reader of the session cookie. It has no routes, so it adds no door: who somebody is was proven by
 * `lib/accounts` before, and is handed in as the one "provider" of the call that sets the cookie.
 */
export const nextAuth = (proven?: Entered) => NextAuth(() => config(proven));

function config(proven?: Entered): NextAuthConfig {
  const { APP_URL, AUTH_SECRET, AUTH_SECRET_PREVIOUS } = env();
  const { protocol, port } = new URL(APP_URL);
  const secure = protocol === "https:";
  return {
    secret: AUTH_SECRET_PREVIOUS ? [AUTH_SECRET, AUTH_SECRET_PREVIOUS] : [AUTH_SECRET],
    trustHost: true, // it makes no address of ours: those come from APP_URL
    basePath: "/api/auth",
    session: { strategy: "jwt", maxAge: COOKIE_SECONDS },
    useSecureCookies: secure,
    cookies: { sessionToken: { name: cookieName(secure, port), options: { httpOnly: true, sameSite: "lax", path: "/", secure } } },
    providers: [Credentials({ id: "proven", authorize: () => (proven ? { id: proven.userId, sessionId: proven.sessionId } : null) })],
    callbacks: {
      jwt: ({ token, user }) => (user ? { sid: user.sessionId } : token),
      session: ({ session, token }) => ({ ...session, sessionId: String(token.sid) }),
    },
    logger: { error: (error) => log.warn({ err: error }, "session cookie refused"), warn: () => undefined, debug: () => undefined },
  };
}

/** Cookies know no ports, so two instances on one machine would overwrite each other's. */
const cookieName = (secure: boolean, port: string) => (secure ? "__Host-crowdpower" : `crowdpower-${port || "80"}`);
