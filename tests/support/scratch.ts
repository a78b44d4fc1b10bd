import { mkdtempSync, statfsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";

/** Where a disk is memory: writing there costs a fifth, and a killed process loses nothing by it. */
const MEMORY = "/dev/shm";
const ENOUGH = 4 * 1024 ** 3;

function hasRoom(folder: string): boolean {
  try {
    const { bavail, bsize } = statfsSync(folder);
    return bavail * bsize >= ENOUGH;
  } catch {
    return false;
  }
}

/** A new folder for what nothing need keep beyond the run: in memory where there is enough of it, else on the disk. */
export const scratchFolder = (name: string): string => mkdtempSync(join(hasRoom(MEMORY) ? MEMORY : tmpdir(), `crowdpower-${name}-`));
