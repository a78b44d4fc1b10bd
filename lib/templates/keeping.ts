import "server-only";
import type { Template } from "@/db/schema";
import { templates } from "@/db/schema";
import { record } from "@/lib/audit/record";
import { AppError } from "@/lib/errors";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { createTemplate, lockTemplate, updateTemplate } from "@/lib/templates/commands";
import { compileDesign } from "@/lib/templates/compile";
import { getTemplate, nameIsTaken, theTemplate } from "@/lib/templates/queries";
import { usageOf } from "@/lib/templates/usage";

/** A copy of a template's draft under a free name, to be changed. */
export function duplicateTemplate(scope: Scope, id: string): Promise<Template> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) => {
    const { name } = await getTemplate(tx, id);
    return createTemplate(tx, { name: await freeName(tx, `${name.slice(0, 105)} (copy)`), start: id });
  });
}

/** This name, or the first with a number behind it that nobody has. */
export async function freeName(scope: Scope, name: string): Promise<string> {
  if (!(await nameIsTaken(scope, name))) return name;
  for (let n = 2; n <= 100; n++) {
    const numbered = `${name.slice(0, 112)} ${n}`;
    if (!(await nameIsTaken(scope, numbered))) return numbered;
  }
  throw new AppError("CONFLICT", `There are many templates called “${name}” already. Rename some of them first.`);
}

/** Turns a template of the editor into one of HTML, as it would be compiled. There is no way back but its versions, as a new template. */
export async function convertToHtml(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "templates:write");
  const { draft, revision } = await getTemplate(scope, id);
  if (draft.html !== undefined) throw new AppError("CONFLICT", "This template is written in HTML already.");
  const { html } = await compileDesign(draft);
  await inTransaction(scope, async (tx) => {
    await updateTemplate(tx, { id, html: readable(html), preheader: draft.preheader, revision });
    await record(tx, "template.converted", id);
  });
}

/** Blocks on lines of their own, and without the preheader, which is put in front again. */
const readable = (html: string): string =>
  html
    .replace(/<div style="display:none[^>]*data-skip-in-text="true">[^<]*<\/div>/, "")
    .replace(/(<(?:table|tr|td|p|h[1-6]|ul|li|style|body|head|meta|title|html)\b)/g, "\n$1")
    .trim();

/** Ends a template. Its versions stay, as do the messages that were sent with them; what sends it must let go of it first. */
export function deleteTemplate(scope: Scope, id: string): Promise<void> {
  requireGrant(scope, "templates:write");
  return inTransaction(scope, async (tx) => {
    const { name, isDefault } = await lockTemplate(tx, id);
    if (isDefault) throw new AppError("CONFLICT", "This is the default template. Make another one the default first.");
    const users = await usageOf(tx, id);
    if (users.length > 0) {
      const named = users.map(({ kind, name: user }) => `the ${kind} “${user}”`).join(", ");
      throw new AppError("CONFLICT", `“${name}” is sent by ${named}. Choose another template there first, or archive them.`);
    }
    await tx.db.update(templates).set({ deletedAt: tx.clock.now() }).where(theTemplate(tx, id));
    await record(tx, "template.deleted", id, { before: { name } });
  });
}
