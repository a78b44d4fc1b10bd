import "server-only";
import { WebhookVerificationError, Webhook } from "standardwebhooks";
import { z } from "zod";
import type { News } from "@/lib/messages/feedback";

const Tags = z.record(z.string(), z.string()).optional().catch(undefined);
const Told = z.object({
  type: z.string(),
  data: z.object({
    tags: Tags,
    bounce: z.object({ type: z.string().optional(), message: z.string().optional() }).optional(),
    failed: z.object({ reason: z.string().optional() }).optional(),
    suppressed: z.object({ message: z.string().optional(), reason: z.string().optional() }).optional(),
  }),
});

/** What Resend told, proven by its signature over these very bytes, or null where it is not from Resend or older than five minutes. */
export function provenNews(secret: string, header: (name: string) => string | null, body: Buffer): { id: string; told: unknown } | null {
  const id = header("svix-id") ?? "";
  const headers = {
    "webhook-id": id,
    "webhook-timestamp": header("svix-timestamp") ?? "",
    "webhook-signature": header("svix-signature") ?? "",
  };
  try {
    return { id, told: new Webhook(secret).verify(body, headers) };
  } catch (error) {
    if (error instanceof WebhookVerificationError || error instanceof SyntaxError) return null;
    throw error;
  }
}

/** Of what Resend tells, what an email became. Null for all else: opens and clicks are counted by ourselves, of contacts we know better. */
export function newsIn(said: unknown): { type: string; news: News } | null {
  const { success, data: told } = Told.safeParse(said);
  if (!success) return null;
  const { type, data } = told;
  const messageId = data.tags?.message ?? null;
  const it = (became: News["became"], reason: string | null = null, suppresses: News["suppresses"] = null) => ({
    type,
    news: { messageId, became, reason, suppresses },
  });
  switch (type) {
    case "email.delivered":
      return it("delivered");
    case "email.bounced":
      return it("bounced", data.bounce?.message, data.bounce?.type === "Permanent" ? "bounced" : null);
    case "email.complained":
      return it("complained", null, "complained");
    case "email.suppressed": {
      const reason = data.suppressed?.message ?? data.suppressed?.reason ?? "Resend has suppressed this address.";
      return it("bounced", reason, "suppressed_by_provider");
    }
    case "email.failed":
      return it("failed", data.failed?.reason);
    default:
      return null;
  }
}
