import { z } from "zod";

/** What is asked of the audit log: all of it, or what one actor did, what was done to one thing, or one kind of change. */
export const AuditFilter = z.object({
  actor: z.string().max(80).optional(),
  subject: z.string().trim().max(80).optional(),
  verb: z.string().max(60).optional(),
});
export type AuditFilter = z.infer<typeof AuditFilter>;
export const ListAudit = AuditFilter.extend({
  cursor: z.string().max(200).optional(),
  limit: z.coerce.number().int().min(1).max(100).default(50),
});

/** One thing that was changed: the path to it and what it was before and after, as text. */
export type Difference = { path: string; before: string | null; after: string | null };

/** Who did what to which thing. `actorId` is what the log is filtered by; `actor` is who a person reads. */
export type AuditEntry = {
  id: string;
  at: Date;
  verb: string;
  actorId: string;
  actor: string;
  role: string | null;
  subjectId: string;
  differences: Difference[];
};

/** `member.role_changed` reads "Member role changed". */
export function verbWords(verb: string): string {
  const words = verb.replace(/[._]/g, " ");
  return words.charAt(0).toUpperCase() + words.slice(1);
}
