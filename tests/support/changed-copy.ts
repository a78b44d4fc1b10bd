import { spawnSync } from "node:child_process";
import { cpSync, mkdirSync, mkdtempSync, readFileSync, rmSync, symlinkSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import { pathToFileURL } from "node:url";
import { build } from "esbuild";

const COPIED = ["components", "db", "emails", "inngest", "lib", "tests/support", "package.json", "tsconfig.json"];
/** Node finds parts of Next by their files' whole names only. */
const NEXT = { "next/link": "next/link.js", "next/navigation": "next/navigation.js" };

/** What somebody who adds something does: new files, and rows put behind a place in a file that is there. */
export type Change = { files?: Record<string, string>; rows?: [file: string, behind: string, row: string][] };

/** A copy of the product's sources with a change made to it, and nothing else. */
export class ChangedCopy {
  readonly folder = mkdtempSync(join(tmpdir(), "crowdpower-change-"));

  constructor({ files = {}, rows = [] }: Change) {
    for (const name of COPIED) cpSync(name, join(this.folder, name), { recursive: true });
    symlinkSync(resolve("node_modules"), join(this.folder, "node_modules"));
    for (const [file, text] of Object.entries(files)) this.#write(file, text);
    for (const [file, behind, row] of rows) {
      const parts = readFileSync(join(this.folder, file), "utf8").split(behind);
      if (parts.length !== 2) throw new Error(`${file} has ${parts.length - 1} places that read: ${behind}`);
      this.#write(file, parts.join(behind + row));
    }
  }

  /** What the type checker says of files and of all that they use; nothing when all is well. */
  typeErrors(files: string[]): string {
    const config = { extends: "./tsconfig.json", compilerOptions: { incremental: false, types: ["node"] }, files, include: [] };
    this.#write("tsconfig.change.json", JSON.stringify(config));
    return this.#run("node_modules/@typescript/native/bin/tsc", ["--noEmit", "-p", "tsconfig.change.json", "--checkers", "1"]).stdout;
  }

  /** Writes the migration that the change needs, and answers its SQL. */
  migration(): string {
    const config = `export default { dialect: "postgresql", schema: "./db/schema/index.ts", casing: "snake_case", out: "./db/migrations" };`;
    this.#write("drizzle.config.ts", config);
    const { stdout, status } = this.#run("node_modules/drizzle-kit/bin.cjs", ["generate", "--name", "change"]);
    const file = /db\/migrations\/\d+_change\.sql/.exec(stdout)?.[0];
    if (status !== 0 || !file) throw new Error(`No migration was written:\n${stdout}`);
    return readFileSync(join(this.folder, file), "utf8");
  }

  /** Runs the copy, bundled like the worker: what `exports` says, as a module. */
  async open<Module>(exports: string): Promise<Module> {
    const outfile = join(this.folder, "opened.mjs");
    await build({
      stdin: { contents: exports, resolveDir: this.folder, loader: "ts" },
      absWorkingDir: this.folder,
      outfile,
      bundle: true,
      format: "esm",
      platform: "node",
      target: "node24",
      jsx: "automatic",
      packages: "external", // and so shared with whoever opens it: both speak of the same tables, types and connections
      alias: { "server-only": resolve("tests/support/server-only.ts"), ...NEXT },
      logLevel: "silent",
    });
    return (await import(pathToFileURL(outfile).href)) as Module;
  }

  remove() {
    rmSync(this.folder, { recursive: true, force: true });
  }

  #write(file: string, text: string) {
    const path = join(this.folder, file);
    mkdirSync(dirname(path), { recursive: true });
    writeFileSync(path, text);
  }

  #run(program: string, args: string[]) {
    return spawnSync(process.execPath, [program, ...args], { cwd: this.folder, encoding: "utf8" });
  }
}
