import type { Db } from "@/db/client";
import { members, projects } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import type { Role } from "@/lib/projects/schema";
import { mintScope, type Scope } from "@/lib/scope";
import { aPerson } from "./accounts";

export type Someone = { userId: string; email: string; scope: Scope };

let n = 0;

/** A project of real people: its owner, and a way to put others in. */
export async function aTeam(db: Db, clock: Clock) {
  const slug = `team-${process.pid}-${++n}`;
  const [project] = await db.insert(projects).values({ name: "Engines", slug }).returning();
  const projectId = project!.id;
  const scopeOf = (userId: string, role: Role) => mintScope({ projectId, actor: { type: "user", userId, role }, db, clock });
  const join = async (role: Role, name = "Somebody"): Promise<Someone> => {
    const { id: userId, email } = await aPerson(db, name);
    await db.insert(members).values({ projectId, userId, role });
    return { userId, email, scope: scopeOf(userId, role) };
  };
  return { project: project!, owner: await join("owner", "Olive"), join, scopeOf };
}
