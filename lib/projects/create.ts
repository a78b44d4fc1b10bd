import "server-only";
import { eq } from "drizzle-orm";
import type { Db } from "@/db/client";
import { apiKeys, formerSlugs, members, type Project, projects } from "@/db/schema";
import { record } from "@/lib/audit/record";
import type { Clock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { type Grant, PUBLIC_KEY_GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { bringAlive } from "@/lib/projects/born-alive";
import { hashKey, newKeyText, shownOf } from "@/lib/projects/key-text";
import { CreateProject, type KeyKind } from "@/lib/projects/schema";
import { lockSlug, slugsFor } from "@/lib/projects/slugs";
import { type Actor, mintScope, type Scope } from "@/lib/scope";

/** Who a project is made for. An instance that nobody has claimed yet makes its first one for nobody. */
type Founder = { userId: string | null; db: Db; clock: Clock };
export type NewProject = { project: Project; publicKey: string; secretKey: string };

/**
 * Makes a project with its owner, its first keys and what makes it work at once, in one transaction.
 * The secret key's text exists in the answer and nowhere else, unless `seal` is given to keep it encrypted.
 */
export async function createProject(
  { userId, db, clock }: Founder,
  input: CreateProject,
  seal?: (text: string) => Buffer,
): Promise<NewProject> {
  const facts = CreateProject.parse(input);
  return db.transaction(async (tx) => {
    const { scope, ...made } = await foundProject({ userId, db: tx, clock }, facts, seal);
    await bringAlive(scope);
    return made;
  });
}

/** Makes a project with its owner and its first keys and nothing else in it, within the caller's transaction. */
export async function foundProject(
  { userId, db: tx, clock }: Founder,
  facts: Omit<typeof projects.$inferInsert, "slug">,
  seal?: (text: string) => Buffer,
): Promise<NewProject & { scope: Scope }> {
  const project = await insertUnderFreeSlug(tx, { ...facts, createdAt: clock.now() });
  if (userId) await tx.insert(members).values({ projectId: project.id, userId, role: "owner", createdAt: clock.now() });
  const actor: Actor = userId ? { type: "user", userId, role: "owner" } : { type: "job", name: "first start" };
  const scope = mintScope({ projectId: project.id, actor, db: tx, clock }); // what makes the project is the first to act in it
  await record(scope, "project.created", project.publicId, { after: project });
  const publicKey = await addKey(scope, "public");
  const secretKey = await addKey(scope, "secret", seal);
  return { project, publicKey, secretKey, scope };
}

async function insertUnderFreeSlug(tx: Db, facts: Omit<typeof projects.$inferInsert, "slug">): Promise<Project> {
  for (const slug of slugsFor(facts.name)) {
    await lockSlug(tx, slug);
    if ((await tx.$count(formerSlugs, eq(formerSlugs.slug, slug))) > 0) continue;
    const [project] = await tx
      .insert(projects)
      .values({ ...facts, slug })
      .onConflictDoNothing({ target: projects.slug })
      .returning();
    if (project) return project;
  }
  throw new AppError("CONFLICT", "Many projects have this name already. Choose another.");
}

const FIRST_KEYS = {
  public: { name: "First public key", grants: [...PUBLIC_KEY_GRANTS] },
  secret: { name: "First secret key", grants: [...SECRET_KEY_GRANTS] },
} as const satisfies { [K in KeyKind]?: { name: string; grants: Grant[] } };

async function addKey({ db, projectId, clock }: Scope, kind: keyof typeof FIRST_KEYS, seal?: (text: string) => Buffer): Promise<string> {
  const text = newKeyText(kind);
  const kept = { hash: hashKey(text), shown: shownOf(kind, text), sealed: seal?.(text) ?? null };
  await db.insert(apiKeys).values({ projectId, kind, ...FIRST_KEYS[kind], ...kept, createdAt: clock.now() });
  return text;
}
