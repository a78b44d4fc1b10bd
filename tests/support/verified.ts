import { Webhook } from "standardwebhooks";
import type { Heard } from "./listener";

type Told = { id: string; type: string; created_at: string; project_id: string; data: Record<string, Record<string, unknown> | null> };

/** What a receiver reads, once the library of theirs has found the signature good. It throws where it is not. */
export const verified = (secret: string, { body, headers }: Heard): Told =>
  new Webhook(secret).verify(body, headers as Record<string, string>) as Told;
