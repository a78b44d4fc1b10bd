import "server-only";
import { randomBytes } from "node:crypto";
import { and, eq, ne, sql } from "drizzle-orm";
import type { Db } from "@/db/client";
import { formerSlugs, projects } from "@/db/schema";
import { AppError } from "@/lib/errors";
import { Slug } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

const LONGEST = 40; // leaves room for the ending that makes it unique

/** Addresses for a project of this name, the nicest first; the last is random and so is free. */
export function* slugsFor(name: string): Generator<string> {
  const plain = plainly(name);
  if (Slug.safeParse(plain).success) yield plain;
  const base = plain || "project";
  for (let n = 2; n <= 9; n++) yield `${base}-${n}`;
  yield `${base}-${randomBytes(3).toString("hex")}`;
}

const LOCK = 7_270_419; // the class of these advisory locks; the address's hash is their second half

/** Whoever takes an address holds it until their transaction ends: the present ones and the former ones are in two tables. */
export const lockSlug = (tx: Db, slug: string) => tx.execute(sql`select pg_advisory_xact_lock(${LOCK}, hashtext(${slug}))`);

const plainly = (name: string) =>
  name
    .normalize("NFKD")
    .replace(/\p{Mark}/gu, "")
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .slice(0, LONGEST)
    .replace(/^-+|-+$/g, "");

/** Takes a new address for the project and keeps the old one for it. Refused where another project has it, or had it. */
export async function moveTo({ db, projectId, clock }: Scope, slug: string, from: string): Promise<void> {
  await lockSlug(db, slug);
  const taken = await db.$count(projects, and(eq(projects.slug, slug), ne(projects.id, projectId)));
  const wasTaken = await db.$count(formerSlugs, and(eq(formerSlugs.slug, slug), ne(formerSlugs.projectId, projectId)));
  if (taken + wasTaken > 0)
    throw new AppError("CONFLICT", "That address is taken.", { slug: ["Another project has or had this address."] });
  await db.delete(formerSlugs).where(eq(formerSlugs.slug, slug));
  await db.insert(formerSlugs).values({ slug: from, projectId, createdAt: clock.now() }).onConflictDoNothing();
}
