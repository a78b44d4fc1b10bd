import "server-only";
import { and, desc, eq, inArray, lt } from "drizzle-orm";
import { apiKeys, type TemplateVersion, templateVersions, users } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { decodeCursor, type Page, pageOf, unknownCursor } from "@/lib/paging/cursor";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { lockTemplate, updateTemplate } from "@/lib/templates/commands";
import { type Comparison, compareLines, tagsApart } from "@/lib/templates/compare";
import { publishedVersion } from "@/lib/templates/published";
import { getTemplate } from "@/lib/templates/queries";
import { ownText } from "@/lib/templates/compile";
import { plainSource } from "@/lib/templates/plain";
import type { TemplateVersionId } from "@/lib/templates/schema";

/** What was published of a template, the latest first. */
export async function listVersions(
  scope: Scope,
  { id, limit, cursor }: { id: string; limit: number; cursor?: string | undefined },
): Promise<Page<TemplateVersion>> {
  await getTemplate(scope, id);
  const { projectId, templateId, version } = templateVersions;
  const [before] = cursor ? decodeCursor(cursor) : [];
  if (cursor && typeof before !== "number") throw unknownCursor();
  const rows = await scope.db
    .select()
    .from(templateVersions)
    .where(and(eq(projectId, scope.projectId), eq(templateId, id), typeof before === "number" ? lt(version, before) : undefined))
    .orderBy(desc(version))
    .limit(limit + 1);
  return pageOf(rows, limit, (row) => [row.version]);
}

/** One published state, as it was and stays. */
export async function getVersion(scope: Scope, { id, version }: TemplateVersionId): Promise<TemplateVersion> {
  requireGrant(scope, "templates:read");
  return publishedVersion(scope, id, version);
}

/** Brings a version back into the draft. What is sent stays as it is until the draft is published. */
export function restoreVersion(scope: Scope, { id, version }: TemplateVersionId): Promise<void> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) => {
    const { draft } = await lockTemplate(tx, id);
    const { design } = await getVersion(tx, { id, version });
    if (draft.html !== undefined && design.html === undefined)
      throw new AppError("CONFLICT", `Version ${version} is from before this template was HTML. Make a new template of it instead.`);
    await updateTemplate(tx, {
      id,
      ...design,
      text: design.text ?? null,
      document: design.html === undefined ? design.document : undefined,
    });
    await record(tx, "template.restored", id, { after: { version } });
  });
}

/** What changed from one version to another, or to the one before it, line by line: subject, plain text and HTML. */
export async function compareVersions(scope: Scope, asked: TemplateVersionId & { with?: number | undefined }): Promise<Comparison> {
  const to = await getVersion(scope, asked);
  const from = await getVersion(scope, { id: asked.id, version: asked.with ?? Math.max(1, asked.version - 1) });
  const subjects = [from, to].map(({ design: { subject, preheader } }) => `${subject}\n${preheader}`) as [string, string];
  const [before, after] = [from, to].map(({ design, html }) => ownText(design) ?? plainSource(html)) as [string, string];
  return {
    from: from.version,
    to: to.version,
    subject: compareLines(...subjects),
    text: compareLines(before, after),
    html: compareLines(tagsApart(from.html), tagsApart(to.html)),
  };
}

/** The names of those who published these versions, by their id. */
export async function namesOf({ db, projectId }: Scope, versions: readonly TemplateVersion[]): Promise<Map<string, string>> {
  const ids = [...new Set(versions.flatMap(({ publishedBy }) => publishedBy ?? []))];
  if (ids.length === 0) return new Map();
  const [people, keys] = await Promise.all([
    db.select({ id: users.id, name: users.name }).from(users).where(inArray(users.id, ids)),
    db
      .select({ id: apiKeys.id, name: apiKeys.name })
      .from(apiKeys)
      .where(and(eq(apiKeys.projectId, projectId), inArray(apiKeys.id, ids))),
  ]);
  return new Map([...people.map(({ id, name }) => [id, name] as const), ...keys.map(({ id, name }) => [id, `The key “${name}”`] as const)]);
}
