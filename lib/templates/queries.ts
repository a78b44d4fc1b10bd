import "server-only";
import { and, asc, eq, gt, ilike, isNull } from "drizzle-orm";
import { type Template, templates } from "@/db/schema";
import { notFound } from "@/lib/errors";
import { decodeCursor, type Page, pageOf } from "@/lib/paging/cursor";
import { likePattern } from "@/lib/paging/search";
import { requireGrant, type Scope } from "@/lib/scope";

type Asked = { q?: string | undefined; limit: number; cursor?: string | undefined };

/** A project's templates by name, of which each has its own. */
export async function listTemplates(scope: Scope, { q, limit, cursor }: Asked): Promise<Page<Template>> {
  requireGrant(scope, "templates:read");
  const { projectId, name } = templates;
  const [after] = cursor ? decodeCursor(cursor) : [];
  const rows = await scope.db
    .select()
    .from(templates)
    .where(
      and(
        eq(projectId, scope.projectId),
        isNull(templates.deletedAt),
        q ? ilike(name, likePattern(q)) : undefined,
        after === undefined ? undefined : gt(name, String(after)),
      ),
    )
    .orderBy(asc(name))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.name]);
}

export async function getTemplate(scope: Scope, id: string): Promise<Template> {
  requireGrant(scope, "templates:read");
  const [template] = await scope.db.select().from(templates).where(theTemplate(scope, id));
  if (!template) throw notFound("template");
  return template;
}

export async function findDefaultTemplate({ db, projectId }: Scope): Promise<Template | undefined> {
  const [template] = await db
    .select()
    .from(templates)
    .where(and(eq(templates.projectId, projectId), eq(templates.isDefault, true)));
  return template;
}

/** A template that is not deleted. */
export const theTemplate = ({ projectId }: Scope, id: string) =>
  and(eq(templates.projectId, projectId), eq(templates.id, id), isNull(templates.deletedAt));

export const nameIsTaken = async ({ db, projectId }: Scope, name: string): Promise<boolean> =>
  (await db.$count(templates, and(eq(templates.projectId, projectId), eq(templates.name, name), isNull(templates.deletedAt)))) > 0;
