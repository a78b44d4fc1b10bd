import "server-only";
import { audiencesNaming } from "@/lib/broadcasts/naming";
import { requireGrant, type Scope } from "@/lib/scope";
import { type Use, usesOf } from "@/lib/segments/naming";

type TagUsage = Omit<Use, "kind"> & { kind: Use["kind"] | "broadcast" };

/** What a tag's deletion would break: segments whose rule asks for it, automations that speak of it, as drafted or as they run, and broadcasts that have not begun. */
export async function usageOfTag(scope: Scope, tagId: string): Promise<TagUsage[]> {
  requireGrant(scope, "tags:read");
  const inAudiences = await audiencesNaming(scope, tagId);
  return [
    ...(await usesOf(scope, "$.** ? (@ == $id)", tagId)),
    ...inAudiences.map(({ id, name }) => ({ id, name, kind: "broadcast" }) as const),
  ];
}
