import "server-only";
import type { Template, TemplateVersion } from "@/db/schema";
import { type ListedVersion, ShownTemplate, ShownVersion } from "@/lib/templates/schema";
import { told } from "@/lib/told";

/** A template as the API shows it: its draft. */
export const shownTemplate = ({ draft, ...template }: Template): ShownTemplate =>
  told(ShownTemplate, {
    ...template,
    ...draft,
    html: draft.html ?? null,
    text: draft.text ?? null,
    version: template.currentVersion || null,
  });

/** A template as a row of the list. */
export const listedTemplate = ({ id, name, draft, isDefault, currentVersion, revision, publishedRevision, updatedAt }: Template) => ({
  id,
  name,
  subject: draft.subject,
  isDefault,
  version: currentVersion,
  edited: revision !== publishedRevision,
  updatedAt,
});

/** A published version as the API shows it. */
export const shownVersion = ({ design, html, variables: paths, createdAt, ...version }: TemplateVersion): ShownVersion =>
  told(ShownVersion, { ...version, ...design, html, variables: paths.map((path) => path.join(".")), publishedAt: createdAt });

/** A published version as a row of its history. */
export const listedVersion = (
  { version, design, createdAt, publishedBy }: TemplateVersion,
  names: ReadonlyMap<string, string>,
  current: number,
): ListedVersion => ({
  version,
  subject: design.subject,
  by: publishedBy ? (names.get(publishedBy) ?? "A former member") : "CrowdPower",
  at: createdAt,
  isCurrent: version === current,
});
