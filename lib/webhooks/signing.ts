import "server-only";
import { randomBytes } from "node:crypto";
import { Webhook } from "standardwebhooks";

/** A new signing secret as Standard Webhooks writes it: 24 random bytes. */
export const newSecret = (): string => `whsec_${randomBytes(24).toString("base64")}`;

type Signed = { id: string; at: Date; body: string };

/** The three headers by which a receiver knows that we sent it, and when. With two secrets it carries the signatures of both. */
export function signatureHeaders(secrets: readonly string[], { id, at, body }: Signed): Record<string, string> {
  return {
    "webhook-id": id,
    "webhook-timestamp": String(Math.floor(at.getTime() / 1000)),
    "webhook-signature": secrets.map((secret) => new Webhook(secret).sign(id, at, body)).join(" "),
  };
}
