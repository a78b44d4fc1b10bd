import "server-only";
import { sql } from "drizzle-orm";
import { publicId } from "@/db/ids";
import type { Broadcast } from "@/db/schema";
import { reasonedPeople } from "@/lib/broadcasts/audience";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { projectOf } from "@/lib/projects/queries";
import { requireGrant, type Scope } from "@/lib/scope";
import { compileDesign, ownText } from "@/lib/templates/compile";
import { previewValues, type Reader, renderFor } from "@/lib/templates/preview";
import { publishedVersion } from "@/lib/templates/published";
import { getTemplate } from "@/lib/templates/queries";
import type { Renderable, Rendered } from "@/lib/templates/render";
import { missingIn } from "@/lib/templates/values";

/** What was sent, or would be sent at this moment: the version that is pinned, else the one that is published, else the draft. */
export async function emailOf(scope: Scope, { templateId, templateVersion }: Broadcast): Promise<Renderable> {
  if (templateVersion !== null) return publishedVersion(scope, templateId, templateVersion);
  const { currentVersion, draft } = await getTemplate(scope, templateId);
  if (currentVersion) return publishedVersion(scope, templateId, currentVersion);
  return { ...(await compileDesign(draft)), subject: draft.subject, text: ownText(draft) };
}

type Asked = { id: string; customer?: string | undefined; template?: string | undefined };

/** The email as one customer would get it, of this template or another, made by the same way as what is sent. Its link to leave leads nowhere. */
export async function previewBroadcast(scope: Scope, { id, customer, template }: Asked): Promise<Rendered> {
  requireGrant(scope, "broadcasts:read");
  const broadcast = await getBroadcast(scope, id);
  const email = await emailOf(scope, template ? { ...broadcast, templateId: template, templateVersion: null } : broadcast);
  return renderFor(scope, email, customer);
}

/** How many are looked at for what is missing: so many are the same as all of them, or tell enough. */
const LOOKED_AT = 1_000;

/** Of those who would get it, how many have no value for something that has no word to stand in for it. */
export async function missingAmong(scope: Scope, broadcast: Broadcast, { required }: Pick<Renderable, "required">) {
  if (required.length === 0) return { people: 0, of: 0, variables: [] };
  const { rows } = await scope.db.execute<Reader>(sql`
    select c.id, c.public_id as "publicId", c.email, c.traits from (${await reasonedPeople(scope, broadcast)}) p
    join customers c on c.project_id = ${scope.projectId} and c.id = p.id where p.reason is null order by p.id desc limit ${LOOKED_AT}`);
  const project = await projectOf(scope);
  const lacking = new Set<string>();
  let people = 0;
  for (const row of rows) {
    const missing = missingIn(previewValues(scope, project, { ...row, publicId: publicId("customer", row.publicId) }), required);
    if (missing.length > 0) people++;
    for (const variable of missing) lacking.add(variable);
  }
  return { people, of: rows.length, variables: [...lacking] };
}
