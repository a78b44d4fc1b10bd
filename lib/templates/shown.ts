import "server-only";
import type { Template, TemplateVersion } from "@/db/schema";
import type { ListedVersion, ShownTemplate, ShownVersion } from "@/lib/templates/schema";

/** A template as the API shows it: its draft. */
export const shownTemplate = ({ id, name, draft, isDefault, currentVersion, updatedAt }: Template): ShownTemplate => ({
  id,
  name,
  subject: draft.subject,
  preheader: draft.preheader,
  document: draft.document,
  html: draft.html ?? null,
  text: draft.text ?? null,
  is_default: isDefault,
  version: currentVersion || null,
  updated_at: updatedAt.toISOString(),
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
export const shownVersion = ({ version, design, html, variables: paths, createdAt, publishedBy }: TemplateVersion): ShownVersion => ({
  version,
  subject: design.subject,
  preheader: design.preheader,
  html,
  variables: paths.map((path) => path.join(".")),
  published_at: createdAt.toISOString(),
  published_by: publishedBy,
});

/** A published version as a row of its history. */
export const listedVersion = (
  { version, design, createdAt, publishedBy }: TemplateVersion,
  names: ReadonlyMap<string, string>,
  current: number,
): ListedVersion => ({
  version,
  subject: design.subject,
  by: publishedBy ? (names.get(publishedBy) ?? "Somebody who is gone") : "CrowdPower",
  at: createdAt,
  isCurrent: version === current,
});
