import type { IdentityKind } from "@/lib/customers/schema";

export const IDENTITY_WORDS: Record<IdentityKind, string> = { user_id: "User id", anonymous_id: "Anonymous id", email: "Email" };
