import "server-only";
import { createHash, randomBytes } from "node:crypto";
import { and, eq, gt, isNull, lt, notExists, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { oneTimeLinks, users } from "@/db/schema";
import type { Visitor } from "@/lib/accounts/account";
import type { LinkPurpose } from "@/lib/accounts/schema";
import { AppError } from "@/lib/errors";

const MINUTES = 60_000;
export const LINK_LIFE_MINUTES = 60;

/** Where the page of each purpose is. */
const PLACE = { claim: "claim", sign_in: "sign-in", reset_password: "reset-password" } as const satisfies Record<LinkPurpose, string>;

type PersonalPurpose = Exclude<LinkPurpose, "claim">;
export type LinkedPerson = { userId: string; email: string; name: string };

/** The address of a link that works once, within the hour. Only its hash is kept, so nobody can read it back. */
export async function mintLink(db: Db, appUrl: string, purpose: PersonalPurpose, userId: string, now: Date): Promise<string> {
  await db.delete(oneTimeLinks).where(lt(oneTimeLinks.expiresAt, new Date(now.getTime() - 24 * 60 * MINUTES)));
  const expiresAt = new Date(now.getTime() + LINK_LIFE_MINUTES * MINUTES);
  return keep(db, appUrl, { purpose, userId, createdAt: now, expiresAt });
}

/** The address where the first owner is made. It works until it is used, or until a newer one takes its place. */
export async function mintClaimLink(db: Db, appUrl: string, now: Date): Promise<string> {
  await db.delete(oneTimeLinks).where(eq(oneTimeLinks.purpose, "claim"));
  return keep(db, appUrl, { purpose: "claim", createdAt: now });
}

async function keep(db: Db, appUrl: string, link: Omit<typeof oneTimeLinks.$inferInsert, "hash">): Promise<string> {
  const token = randomBytes(32).toString("base64url");
  await db.insert(oneTimeLinks).values({ ...link, hash: hashOf(token) });
  return `${appUrl}/${PLACE[link.purpose]}/${token}`;
}

/** Whether a link would work now, and for whom. Looking does not use it: mail scanners look. */
export async function lookAtLink({ db, clock }: Visitor, purpose: PersonalPurpose, token: string): Promise<LinkedPerson | null> {
  const [person] = await db
    .select({ userId: users.id, email: users.email, name: users.name })
    .from(oneTimeLinks)
    .innerJoin(users, eq(users.id, oneTimeLinks.userId))
    .where(works(purpose, token, clock.now()));
  return person ?? null;
}

/** Whether the first owner could be made with this link now: it is the newest, unused, and there is no account. */
export async function claimWorks({ db, clock }: Visitor, token: string): Promise<boolean> {
  const nobodyYet = notExists(db.select().from(users));
  return (await db.$count(oneTimeLinks, and(nobodyYet, works("claim", token, clock.now())))) > 0;
}

/** Uses a link up and answers whose it was. Of two who try at once, one succeeds. */
export async function useLink(db: Db, purpose: LinkPurpose, token: string, now: Date): Promise<{ userId: string | null }> {
  const [link] = await db
    .update(oneTimeLinks)
    .set({ usedAt: now })
    .where(works(purpose, token, now))
    .returning({ userId: oneTimeLinks.userId });
  if (!link) throw linkRefused();
  return link;
}

export const linkRefused = () => new AppError("NOT_FOUND", "This link has been used or has expired. Ask for a new one.");

const works = (purpose: LinkPurpose, token: string, now: Date) =>
  and(
    eq(oneTimeLinks.hash, hashOf(token)),
    eq(oneTimeLinks.purpose, purpose),
    isNull(oneTimeLinks.usedAt),
    or(isNull(oneTimeLinks.expiresAt), gt(oneTimeLinks.expiresAt, now)),
  );

const hashOf = (token: string) => createHash("sha256").update(token).digest();
