import "server-only";
import { redirect } from "next/navigation";
import { projectsOf } from "@/lib/projects/queries";
import type { Scope } from "@/lib/scope";
import { shellOf } from "@/lib/shell/queries";
import type { ShownShell } from "@/lib/shell/schema";
import { loadAccount } from "@/lib/web/account";
import { load } from "@/lib/web/page";

/**
 * The mailbox stands beside the projects: it is of the one that is asked for, or else of the person's newest. Null: this person may not
 * see it.
 */
export async function loadMailbox<T>(
  asked: string | undefined,
  read: (scope: Scope) => Promise<T>,
): Promise<{ shell: ShownShell; data: T | null; now: Date }> {
  const slug = asked ?? (await loadAccount(projectsOf)).at(-1)?.slug;
  if (!slug) redirect("/projects");
  return load(slug, async (scope) => {
    const shell = await shellOf(scope);
    return { shell, data: shell.may.seeMailbox ? await read(scope) : null, now: scope.clock.now() };
  });
}
