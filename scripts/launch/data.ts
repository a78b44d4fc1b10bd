import { randomBytes } from "node:crypto";
import { closeSync, existsSync, fsyncSync, mkdirSync, openSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { Failure } from "./failure.ts";
import { lockFolder } from "./lock.ts";

export type Instance = {
  url: string;
  databaseUrl: string;
  project: { id: string; slug: string; publicKey: string; secretKey: string | null };
  signInUrl: string | null;
};

/** What only the domain knows of the instance. */
export type Prepared = Pick<Instance, "project" | "signInUrl"> & { claimed: boolean };

/** Makes the data folder ready for this process alone. */
export async function takeDataFolder(folder: string) {
  try {
    mkdirSync(join(folder, "logs"), { recursive: true, mode: 0o700 });
    const probe = join(folder, `.probe-${process.pid}`);
    writeFileSync(probe, "");
    rmSync(probe);
  } catch (error) {
    throw new Failure(
      `The data folder ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}). Give another: npm start -- --data <folder>`,
    );
  }
  if (await lockFolder(folder, "data")) return;
  const where = readInstance(folder)?.url;
  throw new Failure(
    `CrowdPower is already running on ${folder}${where ? `, at ${where}` : ""}. Stop it first, or start another with --data <folder> --port <number>.`,
  );
}

/** Writes a file that only its owner may read, whole or not at all. */
export function writePrivately(path: string, content: unknown) {
  const fresh = `${path}.${process.pid}`;
  const file = openSync(fresh, "w", 0o600);
  writeFileSync(file, `${JSON.stringify(content, null, 2)}\n`);
  fsyncSync(file);
  closeSync(file);
  renameSync(fresh, path);
}

/** The secrets of this data folder, made at its first start. They belong to its data: without them, what is encrypted there is lost. */
export function secretsOf(folder: string): { AUTH_SECRET: string } {
  const path = join(folder, "secrets.json");
  if (existsSync(path)) return JSON.parse(readFileSync(path, "utf8"));
  if (existsSync(join(folder, "postgres"))) {
    throw new Failure(
      `${path} is missing, and the data in ${folder} cannot be read without it. Put it back, or set AUTH_SECRET to its value.`,
    );
  }
  const secrets = { AUTH_SECRET: randomBytes(33).toString("base64url") };
  writePrivately(path, secrets);
  return secrets;
}

/** For other programs: where this instance is and how to use it. */
export const writeInstance = (folder: string, instance: Instance) => writePrivately(join(folder, "instance.json"), instance);

function readInstance(folder: string): Instance | undefined {
  try {
    return JSON.parse(readFileSync(join(folder, "instance.json"), "utf8"));
  } catch {
    return undefined;
  }
}
