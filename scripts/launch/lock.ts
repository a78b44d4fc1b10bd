import { createHash } from "node:crypto";
import { rmSync, statSync } from "node:fs";
import { connect, createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";

/**
 * Takes a lock on a folder for as long as this process lives, or answers false when another process has it. It is a listening socket,
 * because the kernel lets go of it in the moment of death: no file can be left behind that would have to be judged stale.
 */
export async function lockFolder(folder: string, purpose: string): Promise<(() => void) | undefined> {
  const { dev, ino } = statSync(folder);
  const name = `crowdpower-${purpose}-${createHash("sha256").update(`${dev}:${ino}`).digest("hex").slice(0, 16)}`;
  if (process.platform === "linux") return listen(`\0${name}`);
  if (process.platform === "win32") return listen(`\\\\.\\pipe\\${name}`);
  const path = join(tmpdir(), `${name}.sock`);
  const held = await listen(path);
  if (held || (await answers(path))) return held;
  rmSync(path, { force: true });
  return listen(path);
}

const listen = (path: string) =>
  new Promise<(() => void) | undefined>((resolve) => {
    const server = createServer((socket) => socket.destroy());
    server.once("error", () => resolve(undefined));
    server.listen(path, () => resolve(() => server.close()));
    server.unref();
  });

const answers = (path: string) =>
  new Promise<boolean>((resolve) => {
    const socket = connect(path, () => resolve(true));
    socket.once("error", () => resolve(false)).once("close", () => socket.destroy());
  });
