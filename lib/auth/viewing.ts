import "server-only";
import { pool } from "@/db/client";
import { systemClock } from "@/lib/clock";
import { AppError } from "@/lib/errors";
import { getMessage } from "@/lib/messages/queries";
import { readViewToken } from "@/lib/messages/view-tokens";
import { mintScope } from "@/lib/scope";

/** The email that the signed link in it shows, as it was sent. Null for a link that is none, and where the email is not kept any more. */
export async function viewedEmail(token: string): Promise<string | null> {
  const viewed = await readViewToken(pool, token);
  if (!viewed) return null;
  const scope = mintScope({ projectId: viewed.projectId, actor: { type: "job", name: "view" }, db: pool, clock: systemClock });
  try {
    return (await getMessage(scope, viewed.messageId)).contents?.html ?? null;
  } catch (error) {
    if (error instanceof AppError) return null;
    throw error;
  }
}
