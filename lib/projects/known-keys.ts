import "server-only";
import type { Grant } from "@/lib/grants";
import type { KeyKind } from "@/lib/projects/schema";

/** Postgres channel that tells the id of a key that was revoked or replaced, when that is committed. */
export const REVOCATIONS_CHANNEL = "crowdpower_revocations";

/** `endsAt`: until when it works beside the key that took its place. */
export type KnownKey = { projectId: number; keyId: string; kind: KeyKind; grants: readonly Grant[]; endsAt: Date | null };
type Asked = { key: Promise<KnownKey | null>; keyId: string | null; until: number };

/** How long an answer is believed. A revoked key is forgotten at once; this is for the notice of it that got lost. */
const BELIEVED_MS = 30_000;
/** The same while no notice could reach us. */
const UNHEARD_MS = 1_000;
const MOST = 10_000;

/** What a process knows of keys, unknown ones included, so that a busy sender costs no query per request. */
export class KnownKeys {
  readonly #asked = new Map<string, Asked>();

  /** Whose key this is, asked once for all who want to know it at the same time. `hears`: whether notices of revoked keys reach us. */
  find(shown: string, { now, hears }: { now: number; hears: boolean }, ask: () => Promise<KnownKey | null>): Promise<KnownKey | null> {
    const believed = this.#asked.get(shown);
    if (believed && believed.until > now) return believed.key;
    if (this.#asked.size >= MOST) this.#asked.clear();
    const asked: Asked = { key: ask(), keyId: null, until: now + (hears ? BELIEVED_MS : UNHEARD_MS) };
    this.#asked.set(shown, asked);
    asked.key.then(
      (key) => {
        asked.keyId = key?.keyId ?? null;
      },
      () => this.#drop(shown, asked),
    );
    return asked.key;
  }

  /** Forgets a key, and every answer that is still on its way: it may have been read before the key was revoked. */
  forget(keyId: string) {
    for (const [shown, asked] of this.#asked) if (asked.keyId === null || asked.keyId === keyId) this.#drop(shown, asked);
  }

  forgetAll() {
    this.#asked.clear();
  }

  #drop(shown: string, asked: Asked) {
    if (this.#asked.get(shown) === asked) this.#asked.delete(shown);
  }
}

/** What this process knows. */
export const knownKeys = new KnownKeys();
