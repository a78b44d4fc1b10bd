import "server-only";
import { isDeepStrictEqual } from "node:util";
import { and, eq, sql } from "drizzle-orm";
import { type Template, type TemplateVersion, templates, templateVersions } from "@/db/schema";
import { defaultEmail } from "@/emails/default";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { type Actor, inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { starterOf } from "@/lib/templates/gallery";
import { compileDesign } from "@/lib/templates/compile";
import { findDefaultTemplate, getTemplate, nameIsTaken, theTemplate } from "@/lib/templates/queries";
import type { CreateTemplate, Design, UpdateTemplate } from "@/lib/templates/schema";

/** Makes a template: as designed, and for the rest as what it starts from stands. */
export function createTemplate(scope: Scope, { name, start, ...said }: CreateTemplate): Promise<Template> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) =>
    insertTemplate(tx, { name, draft: changed(await beginning(tx, start, name), said), isDefault: false }),
  );
}

async function beginning(tx: Scope, start: string | undefined, name: string): Promise<Design> {
  if (start === undefined) return (await findDefaultTemplate(tx))?.draft ?? defaultEmail;
  if (start === "blank") return { ...BLANK, subject: name };
  return starterOf(start)?.design ?? (await getTemplate(tx, start)).draft;
}

const BLANK = { preheader: "", document: { type: "doc", content: [{ type: "paragraph" }] } };

/** Saying HTML makes a design one of HTML, which it then stays; saying a document instead is refused, or one of them would be lost unseen. */
function changed(design: Design, { subject, preheader, document, html, text }: Omit<CreateTemplate, "name" | "start">): Design {
  if (document && (html ?? design.html) !== undefined)
    throw new AppError("INVALID_INPUT", "This template is written in HTML, so it has no document.", { document: ["Send html instead."] });
  const ofHtml = html ?? design.html;
  const words = text === undefined ? design.text : (text ?? undefined);
  return {
    subject: subject ?? design.subject,
    preheader: preheader ?? design.preheader,
    document: ofHtml === undefined ? (document ?? design.document) : {},
    ...(ofHtml !== undefined && { html: ofHtml }),
    ...(words !== undefined && { text: words }),
  };
}

/** The template a project is born with, published, and the default until another is made so. */
export function createDefaultTemplate(scope: Scope): Promise<Template> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) => {
    const template = await insertTemplate(tx, { name: "Welcome", draft: defaultEmail, isDefault: true });
    await publishTemplate(tx, template.id);
    return getTemplate(tx, template.id);
  });
}

async function insertTemplate(
  tx: Scope,
  { name, draft, isDefault }: { name: string; draft: Design; isDefault: boolean },
): Promise<Template> {
  const now = tx.clock.now();
  const [template] = await tx.db
    .insert(templates)
    .values({ projectId: tx.projectId, name, draft, isDefault, createdAt: now, updatedAt: now })
    .onConflictDoNothing()
    .returning();
  if (!template) throw nameTaken(name);
  await record(tx, "template.created", template.id, { after: { name } });
  return template;
}

/** Changes a draft or its name. What somebody else has saved since it was opened is not overwritten; what is kept already may be said again. */
export function updateTemplate(scope: Scope, { id, name, revision, ...said }: UpdateTemplate): Promise<Template> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) => {
    const before = await lockTemplate(tx, id);
    const draft = changed(before.draft, said);
    const isKept = isDeepStrictEqual(draft, before.draft);
    if (!isKept && revision !== undefined && revision !== before.revision) {
      throw new AppError("CONFLICT", "Somebody else has changed this template since you opened it. Reload to see their version.");
    }
    if (name && name !== before.name) await rename(tx, before, name);
    if (isKept) return getTemplate(tx, id);
    const [after] = await tx.db
      .update(templates)
      .set({ draft, revision: before.revision + 1, updatedAt: tx.clock.now() })
      .where(theTemplate(tx, id))
      .returning();
    await record(tx, "template.edited", id, { before: before.draft, after: draft });
    return after!;
  });
}

async function rename(tx: Scope, { id, name: before }: Template, name: string) {
  if (await nameIsTaken(tx, name)) throw nameTaken(name);
  await tx.db.update(templates).set({ name, updatedAt: tx.clock.now() }).where(theTemplate(tx, id));
  await record(tx, "template.renamed", id, { before: { name: before }, after: { name } });
}

/** Makes a version of the draft that will never change: compiled, checked, and from now on what new messages are sent as. */
export async function publishTemplate(scope: Scope, id: string): Promise<TemplateVersion> {
  requireGrant(scope, "templates:write");
  const { draft, revision } = await getTemplate(scope, id);
  const compiled = await compileDesign(draft);
  return inTransaction(scope, async (tx) => {
    const { currentVersion } = await lockTemplate(tx, id);
    const values = {
      projectId: tx.projectId,
      templateId: id,
      version: currentVersion + 1,
      design: draft,
      publishedBy: idOf(tx.actor),
      createdAt: tx.clock.now(),
      ...compiled,
    };
    const [version] = await tx.db.insert(templateVersions).values(values).returning();
    await tx.db.update(templates).set({ currentVersion: version!.version, publishedRevision: revision }).where(theTemplate(tx, id));
    await record(tx, "template.published", id, { after: { version: version!.version } });
    return version!;
  });
}

const idOf = (actor: Actor): string | null => (actor.type === "user" ? actor.userId : actor.type === "apiKey" ? actor.keyId : null);

/** Makes a template the one that every new email starts from. */
export function makeDefault(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) => {
    await tx.db.execute(sql`select pg_advisory_xact_lock(7270419, ${tx.projectId})`); // two at once would each leave a default
    const { name } = await getTemplate(tx, id);
    const before = await findDefaultTemplate(tx);
    await tx.db
      .update(templates)
      .set({ isDefault: false })
      .where(and(eq(templates.projectId, tx.projectId), eq(templates.isDefault, true)));
    await tx.db.update(templates).set({ isDefault: true }).where(theTemplate(tx, id));
    await record(tx, "template.made_default", id, { ...(before && { before: { name: before.name } }), after: { name } });
  });
}

export async function lockTemplate(tx: Scope, id: string): Promise<Template> {
  await tx.db.select({ id: templates.id }).from(templates).where(theTemplate(tx, id)).for("update");
  return getTemplate(tx, id);
}

const nameTaken = (name: string) =>
  new AppError("CONFLICT", `There is already a template called “${name}”. Choose another name.`, { name: ["That name is taken."] });
