import "server-only";
import type { Template } from "@/db/schema";
import type { ShownTemplate } from "@/lib/templates/schema";

/** A template as the API shows it: its draft. */
export const shownTemplate = ({ id, name, draft, isDefault, currentVersion, updatedAt }: Template): ShownTemplate => ({
  id,
  name,
  subject: draft.subject,
  preheader: draft.preheader,
  document: draft.document,
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
