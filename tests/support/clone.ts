import {
  copyFileSync,
  cpSync,
  linkSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readlinkSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { root } from "../../scripts/launch/build.ts";

/** What a checkout gathers by being used. */
const GATHERED = /^(\.git|\.next|\.data|node_modules|dist|test-results|playwright-report|next-env\.d\.ts|\.env(\.local)?|.*\.tsbuildinfo)$/;

type Wanted = { packages: boolean; added?: Record<string, string> };

/** The checkout as it is, as somebody has it who has just cloned it; with its `packages` it is one step on. What is `added` are files by their paths. */
export class Clone {
  readonly folder = mkdtempSync(join(tmpdir(), "crowdpower-clone-"));

  constructor({ packages, added = {} }: Wanted) {
    for (const name of readdirSync(root).filter((name) => !GATHERED.test(name)))
      cpSync(join(root, name), join(this.folder, name), { recursive: true });
    if (packages) linkFolder(join(root, "node_modules"), join(this.folder, "node_modules"));
    for (const [file, text] of Object.entries(added)) {
      mkdirSync(dirname(join(this.folder, file)), { recursive: true });
      writeFileSync(join(this.folder, file), text);
    }
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }
}

/** The same files under other names, because a build follows no link out of its folder. */
function linkFolder(from: string, to: string) {
  mkdirSync(to);
  for (const entry of readdirSync(from, { withFileTypes: true })) {
    const [here, there] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) linkFolder(here, there);
    else if (entry.isSymbolicLink()) symlinkSync(readlinkSync(here), there);
    else linkFile(here, there);
  }
}

function linkFile(from: string, to: string) {
  try {
    linkSync(from, to);
  } catch {
    copyFileSync(from, to); // it is on another disk
  }
}
