import "server-only";
import { and, asc, eq, gt, isNotNull, isNull, or } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, type Project, projects, users } from "@/db/schema";
import { lockInstance } from "@/lib/accounts/claiming";
import { mintClaimLink, mintLink } from "@/lib/accounts/links";
import { systemClock } from "@/lib/clock";
import { rewrapKeys } from "@/lib/keys/data-keys";
import { type Sealer, sealerFor } from "@/lib/keys/sealing";
import { createProject } from "@/lib/projects/create";

type Options = {
  appUrl: string;
  /** Also mint a link that signs the first owner in. Only for who sits at the machine. */
  freshLink: boolean;
};

export type PreparedInstance = {
  project: { id: string; slug: string; publicKey: string; secretKey: string | null };
  signInUrl: string | null;
  claimed: boolean;
};

/**
 * Makes an instance ready for people and programs, as often as it is called: a first project with keys if there is none,
 * and a link to become the first owner while nobody has. The first secret key is kept sealed, so that every start can tell it;
 * once it is revoked there is none to tell.
 */
export async function prepareInstance(db: Db, { appUrl, freshLink }: Options, clock = systemClock): Promise<PreparedInstance> {
  await rewrapKeys(db);
  const sealer = await sealerFor(db);
  return db.transaction(async (tx) => {
    await lockInstance(tx);
    const owner = await firstOwner(tx);
    const found = await firstProject(tx);
    const project = found ?? (await createProject({ userId: owner, db: tx, clock }, { name: "My project" }, sealer.seal)).project;
    const link = owner ? freshLink && mintLink(tx, appUrl, "sign_in", owner, clock.now()) : mintClaimLink(tx, appUrl, clock.now());
    return {
      project: { id: project.publicId, slug: project.slug, ...(await firstKeys(tx, project.id, sealer, clock.now())) },
      signInUrl: (await link) || null,
      claimed: owner !== null,
    };
  });
}

async function firstProject(db: Db): Promise<Project | undefined> {
  const [project] = await db.select().from(projects).orderBy(asc(projects.id)).limit(1);
  return project;
}

/** The oldest account, which is the one that claimed the instance. Null: nobody has yet. */
async function firstOwner(db: Db): Promise<string | null> {
  const [user] = await db.select({ id: users.id }).from(users).orderBy(asc(users.createdAt), asc(users.id)).limit(1);
  return user?.id ?? null;
}

async function firstKeys(db: Db, projectId: number, sealer: Sealer, now: Date) {
  const live = and(eq(apiKeys.projectId, projectId), isNull(apiKeys.revokedAt), or(isNull(apiKeys.endsAt), gt(apiKeys.endsAt, now)));
  const oldest = [asc(isNotNull(apiKeys.endsAt)), asc(apiKeys.createdAt), asc(apiKeys.id)];
  const [open] = await db
    .select({ shown: apiKeys.shown })
    .from(apiKeys)
    .where(and(live, eq(apiKeys.kind, "public")))
    .orderBy(...oldest)
    .limit(1);
  const [kept] = await db
    .select({ sealed: apiKeys.sealed })
    .from(apiKeys)
    .where(and(live, isNotNull(apiKeys.sealed)))
    .orderBy(...oldest)
    .limit(1);
  if (!open) throw new Error(`Project ${projectId} has no public key, which it always keeps.`);
  return { publicKey: open.shown, secretKey: kept?.sealed ? sealer.open(kept.sealed) : null };
}
