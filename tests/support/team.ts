import type { Db } from "@/db/client";
import { members } from "@/db/schema";
import type { Clock } from "@/lib/clock";
import { createProject } from "@/lib/projects/create";
import type { Role } from "@/lib/projects/schema";
import { mintScope, type Scope } from "@/lib/scope";
import { aPerson } from "./accounts";

export type Someone = { userId: string; email: string; scope: Scope };

/** A project of real people: who made it, and a way to put others in. */
export async function aTeam(db: Db, clock: Clock) {
  const founder = await aPerson(db, "Olive");
  const { project } = await createProject({ userId: founder.id, db, clock }, { name: "Engines" });
  const scopeOf = (userId: string, role: Role) => mintScope({ projectId: project.id, actor: { type: "user", userId, role }, db, clock });
  const join = async (role: Role, name = "Somebody"): Promise<Someone> => {
    const { id: userId, email } = await aPerson(db, name);
    await db.insert(members).values({ projectId: project.id, userId, role });
    return { userId, email, scope: scopeOf(userId, role) };
  };
  const owner: Someone = { userId: founder.id, email: founder.email, scope: scopeOf(founder.id, "owner") };
  return { project, owner, join, scopeOf };
}
