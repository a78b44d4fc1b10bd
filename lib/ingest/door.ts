import { AppError } from "@/lib/errors";
import type { Scope } from "@/lib/scope";

/** A request as its bytes and headers say it, whatever server took it in. */
export type Knock = {
  method: string;
  /** The path below the door: "batch", "customers/bulk". */
  path: string;
  header: (name: string) => string | null;
  query: URLSearchParams;
  /** Where it comes from, if that is known. */
  address: () => string | undefined;
  bytes: Uint8Array;
};

export type Answer = { status: number; headers: Record<string, string>; body: string };

/** Proof for a key's text: who may write, into which project. Throws for a key nobody has. */
export type Admit = (key: string | null) => Promise<Scope>;

/** A key from where others may read it, as addresses end up in logs. Only a public one is taken from there. */
export function openKey(key: string | null | undefined): string | null {
  if (key && !key.startsWith("pk_"))
    throw new AppError("UNAUTHENTICATED", "Only a public key is read from an address or a body. Send this one as Authorization: Bearer.");
  return key ?? null;
}

/** One way of speaking to us. It answers every knock, whatever it holds; only a fault of ours is thrown. */
export type Door = {
  maxBytes: number;
  /** The status of what is too large: SDKs of Segment drop what gets a 413. */
  tooLarge: 400 | 413;
  answer: (knock: Knock, admit: Admit) => Promise<Answer>;
};

/** Browsers ask before they send. Any page may send: its key says where to, and nothing can be read. */
const CORS = { "access-control-allow-origin": "*", "access-control-expose-headers": "Retry-After" };
const PREFLIGHT = {
  ...CORS,
  "access-control-allow-methods": "POST, OPTIONS",
  "access-control-allow-headers": "authorization, content-type, content-encoding, idempotency-key, x-retry-count, anonymousid, sentat",
  "access-control-max-age": "86400",
};

export const preflight = (methods = "POST, OPTIONS"): Answer => ({
  status: 204,
  headers: { ...PREFLIGHT, "access-control-allow-methods": methods },
  body: "",
});

export const json = (status: number, body: unknown, headers: Record<string, string> = {}): Answer => ({
  status,
  headers: { ...CORS, "content-type": "application/json", ...headers },
  body: JSON.stringify(body),
});
