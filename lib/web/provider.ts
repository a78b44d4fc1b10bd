import "server-only";
import { scopeFromProvider } from "@/lib/auth/gates";
import { AppError } from "@/lib/errors";
import { newsIn, provenNews } from "@/lib/integrations/resend/news";
import { hearOf } from "@/lib/messages/feedback";
import { readBytes } from "@/lib/web/body";
import { report } from "@/lib/web/report";

const MOST_BYTES = 256 * 1024;

/**
 * Takes what Resend tells. It tells again what is not answered with 2xx, so news of an email that we have not yet written down as
 * sent is answered 409. Whatever is wrong with a signature or an address, the answer is the same.
 */
export async function hearFromResend(request: Request, integrationId: string): Promise<Response> {
  try {
    const body = await readBytes(request, MOST_BYTES);
    const header = (name: string) => request.headers.get(name);
    const heard = await scopeFromProvider("resend", integrationId, ({ webhookSecret }) =>
      webhookSecret ? provenNews(webhookSecret, header, body) : null,
    );
    if (!heard) return answer(401, "not_signed");
    const { id, told } = heard.proven;
    const found = newsIn(told);
    if (!found) return answer(200, "not_needed");
    const became = await hearOf(heard.scope, { integrationId, key: `heard/${id}`, what: `Heard ${found.type}` }, found.news);
    return answer(became === "too_early" ? 409 : 200, became);
  } catch (error) {
    if (error instanceof AppError) return answer(error.status, "not_read");
    report(error);
    return answer(500, "failed");
  }
}

const answer = (status: number, heard: string) => Response.json({ heard }, { status, headers: { "cache-control": "no-store" } });
