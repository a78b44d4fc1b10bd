import "server-only";
import { z } from "zod";
import type { Said } from "@/lib/integrations/schema";
import { callOut, NoAnswer, type Outgoing } from "@/lib/outgoing/call";
import { excerptOf } from "@/lib/outgoing/excerpt";
import { readTarget, TargetRefused } from "@/lib/outgoing/target";

/** A web address that we may call. Liquid in it is looked at again when it has become text. */
export const WebAddress = z
  .string()
  .trim()
  .min(1, "Paste an address.")
  .max(2000, "At most 2,000 characters.")
  .superRefine((text, check) => {
    const problem = text === "" ? null : refusalOf(text); // that it is missing was said
    if (problem) check.addIssue({ code: "custom", message: problem });
  });

function refusalOf(text: string): string | null {
  try {
    readTarget(text);
    return null;
  } catch (error) {
    return error instanceof TargetRefused ? error.message : String(error);
  }
}

/**
 * Calls, and says what became of it. An answer that says no is a no; one that says later, or none before we were heard, may be
 * followed by another attempt; after silence nobody knows, so only `repeatable` effects are tried again.
 */
export async function askOther(asked: Outgoing, repeatable: boolean): Promise<Said> {
  try {
    const { status, body } = await callOut(asked);
    const says = `${status} ${excerptOf(body)}`.trim();
    if (status >= 200 && status < 300) return { state: "done", says };
    if (status === 408 || status === 425 || status === 429 || status >= 500) return { state: "later", says };
    return { state: "refused", says: status < 400 ? `${says} Redirects are not followed.` : says };
  } catch (error) {
    if (error instanceof TargetRefused) return { state: "refused", says: error.message };
    if (error instanceof NoAnswer) return { state: error.reached && !repeatable ? "uncertain" : "later", says: error.message };
    throw error;
  }
}
