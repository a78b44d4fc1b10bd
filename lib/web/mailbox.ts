import "server-only";
import { redirect } from "next/navigation";
import { projectsOf } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";
import { shellOf } from "@/lib/shell/queries";
import type { ShownShell } from "@/lib/shell/schema";
import { loadAccount } from "@/lib/web/account";
import { load } from "@/lib/web/page";

/** The mailbox stands beside the projects: it is of the one that is asked for, or else of the person's newest. */
export async function loadMailbox<T>(
  asked: string | undefined,
  read: (scope: Scope) => Promise<T>,
): Promise<{ shell: ShownShell; data: T; now: Date }> {
  const slug = asked ?? (await loadAccount(projectsOf)).at(-1)?.slug;
  if (!slug) redirect("/projects");
  return load(slug, async (scope) => ({ shell: await shellOf(scope), data: await read(scope), now: scope.clock.now() }));
}
