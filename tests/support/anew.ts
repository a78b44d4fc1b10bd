import { vi } from "vitest";

const kept = globalThis as { environment?: NodeJS.ProcessEnv; testDatabase?: string | undefined };

/** A file that shares its process with others has modules, an environment and a database of its own all the same. */
vi.resetModules();
kept.environment ??= { ...process.env };
process.env = { ...kept.environment };
kept.testDatabase = undefined;
