import "server-only";
import { acrossProjects } from "@/lib/auth/gates";
import { type Health, health } from "@/lib/instance/health";

/** What the instance needs to be of use, each part by name. Nothing in it says more than works or does not. */
export const readiness = (): Promise<Health> => acrossProjects(health).catch(() => ({ database: false, migrations: false, worker: false }));
