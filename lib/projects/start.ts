import "server-only";
import { env } from "@/lib/env";
import { tagWeight } from "@/lib/instance/scripts";
import { firstStepsOf, waitingFor } from "@/lib/projects/first-steps";
import { publicKeyOf } from "@/lib/projects/keys";
import type { Start } from "@/lib/projects/schema";
import type { Scope } from "@/lib/scope";

/** Everything for the first steps in a project. */
export async function startOf(scope: Scope): Promise<Start> {
  const [publicKey, done, waiting] = await Promise.all([publicKeyOf(scope), firstStepsOf(scope), waitingFor(scope)]);
  return { publicKey, host: env().APP_URL, tagBytes: tagWeight(), done, waiting };
}
