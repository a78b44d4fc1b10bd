import "server-only";
import { createHash, randomBytes } from "node:crypto";
import type { KeyKind } from "@/lib/projects/schema";

const PREFIX = { public: "pk", secret: "sk", application: "ak" } as const satisfies Record<KeyKind, string>;

/** The text of a new key: its kind and 192 random bits. */
export const newKeyText = (kind: KeyKind) => `${PREFIX[kind]}_${randomBytes(24).toString("base64url")}`;

/** A key is random enough that a plain hash cannot be turned back. */
export const hashKey = (shown: string) => createHash("sha256").update(shown).digest();

/** What may be shown of a key for ever: all of a public one, of any other enough to recognise it. */
export const shownOf = (kind: KeyKind, text: string) => (kind === "public" ? text : `${PREFIX[kind]}_…${text.slice(-4)}`);
