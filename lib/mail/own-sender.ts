import "server-only";
import { and, eq, inArray } from "drizzle-orm";
import { integrations, projects } from "@/db/schema";
import { variable } from "@/lib/env";
import { opened, type Secrets } from "@/lib/integrations/connections";
import type { Mailer } from "@/lib/mail/mailer";
import { resendMailer } from "@/lib/mail/resend";
import { smtpMailer } from "@/lib/mail/smtp";
import type { Scope } from "@/lib/scope";

/** The integrations that can be a project's own sender. It has one of them at most. */
export const SENDER_KINDS = ["resend", "smtp"] as const;
export type SenderKind = (typeof SENDER_KINDS)[number];

export const resendOf = ({ apiKey = "" }: Secrets): Mailer => resendMailer(apiKey, { baseUrl: variable("RESEND_BASE_URL") });
/** The server is somebody's word, so it must be on the public internet. */
export const smtpOf = ({ url = "" }: Secrets): Mailer => smtpMailer(url, { isTrusted: false });

const MAILERS: { [K in SenderKind]: (secrets: Secrets) => Mailer } = { resend: resendOf, smtp: smtpOf };

export type OwnSender = { mailer: Mailer | null; changedAt: Date | null };

/**
 * The sender that was connected to this project, read anew each time in one look: what is pasted in the web process holds for the next
 * email of the worker. Paused, it takes nothing, and emails wait.
 */
export async function ownSender(scope: Scope): Promise<OwnSender> {
  const [found] = await scope.db
    .select({ changedAt: projects.senderChangedAt, row: integrations })
    .from(projects)
    .leftJoin(integrations, and(eq(integrations.projectId, projects.id), inArray(integrations.kind, [...SENDER_KINDS])))
    .where(eq(projects.id, scope.projectId))
    .limit(1);
  if (!found?.row) return { mailer: null, changedAt: found?.changedAt ?? null };
  const { secrets, kind } = await opened(scope.db, found.row);
  const mailer = MAILERS[kind as SenderKind](secrets);
  return { mailer: found.row.status === "paused" ? paused(mailer) : mailer, changedAt: found.changedAt };
}

/** Whether there is one, without opening its secrets. */
export async function hasOwnSender({ db, projectId }: Scope): Promise<SenderKind | null> {
  const [row] = await db
    .select({ kind: integrations.kind })
    .from(integrations)
    .where(and(eq(integrations.projectId, projectId), inArray(integrations.kind, [...SENDER_KINDS])));
  return (row?.kind as SenderKind | undefined) ?? null;
}

const paused = ({ name, remembersKeys }: Mailer): Mailer => ({
  name,
  remembersKeys,
  send: async () => ({ became: "not_yet", why: "Sending is paused under Integrations.", afterMillis: 60_000 }),
});
