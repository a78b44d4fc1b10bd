import "server-only";
import { and, eq } from "drizzle-orm";
import { type TemplateVersion, templateVersions } from "@/db/schema";
import { notFound } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import { ownText } from "@/lib/templates/compile";
import type { Renderable } from "@/lib/templates/render";

/** A published version, ready to be rendered for somebody. */
export async function publishedVersion({ db, projectId }: Scope, id: string, number: number): Promise<TemplateVersion & Renderable> {
  const { projectId: project, templateId, version } = templateVersions;
  const [found] = await db
    .select()
    .from(templateVersions)
    .where(and(eq(project, projectId), eq(templateId, id), eq(version, number)));
  if (!found) throw notFound("template version");
  return { ...found, subject: found.design.subject, text: ownText(found.design) };
}
