import { vi } from "vitest";

const kept = globalThis as { environment?: NodeJS.ProcessEnv; testDatabase?: string | undefined };
kept.environment ??= { ...process.env };

/** A file that shares its process with others has modules, an environment and a database of its own all the same. */
vi.resetModules();
for (const name of Object.keys(process.env)) if (kept.environment[name] === undefined) delete process.env[name];
Object.assign(process.env, kept.environment);
kept.testDatabase = undefined;
