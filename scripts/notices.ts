import { readFileSync, writeFileSync } from "node:fs";

/** Licences that may be in what we ship. A package under any other stops the tests until somebody has looked at it. */
const FINE =
  /^\(?(MIT|MIT-0|ISC|0BSD|Apache-2\.0|BSD-2-Clause|BSD-3-Clause|BlueOak-1\.0\.0|CC0-1\.0|CC-BY-4\.0|Unlicense|Python-2\.0|OFL-1\.1|MPL-2\.0|LGPL-3\.0-or-later|PostgreSQL|SIL OPEN FONT LICENSE| OR | AND )+\)?$/;
const FILE = new URL("../lib/docs/third-party-notices.md", import.meta.url);

/** Packages whose manifest only points at their LICENSE file, and what was read there. */
const READ: Record<string, string> = {
  "@segment/facade": "MIT",
  "@segment/isodate": "MIT",
  "@segment/isodate-traverse": "MIT",
  "new-date": "MIT",
};

type Locked = { version: string; license?: string; dev?: boolean; devOptional?: boolean };

/** Every package that runs with CrowdPower, on any platform, by licence. It is read from the lockfile, so it is the same everywhere. */
function notices(): string {
  const { packages } = JSON.parse(readFileSync(new URL("../package-lock.json", import.meta.url), "utf8")) as {
    packages: Record<string, Locked>;
  };
  const byLicence = new Map<string, Set<string>>();
  for (const [path, { version, license = "no licence named", dev }] of Object.entries(packages)) {
    if (path === "" || dev) continue;
    const name = path.slice(path.lastIndexOf("node_modules/") + "node_modules/".length);
    const read = READ[name] ?? license;
    byLicence.set(read, (byLicence.get(read) ?? new Set()).add(`${name} ${version}`));
  }
  const sections = [...byLicence].sort(([a], [b]) => (a < b ? -1 : 1)).map(([licence, names]) => section(licence, [...names].sort()));
  return `# Third-party notices\n\n${INTRODUCTION}\n\n${sections.join("\n\n")}\n`;
}

const INTRODUCTION = `CrowdPower is MIT licensed. These packages run with it and keep their own licences; each brings its text and its copyright notice
in its folder of \`node_modules\`. The built-in PostgreSQL is under the PostgreSQL Licence, the Mona Sans and Geist typefaces under the SIL Open
Font License 1.1. This file is made by \`npm run notices\`.`;

const section = (licence: string, names: string[]) => `## ${licence}\n\n${names.map((name) => `- ${name}`).join("\n")}`;

const content = notices();
const doubtful = [...content.matchAll(/^## (.+)$/gm)].flatMap(([, licence]) => (licence && !FINE.test(licence) ? [licence] : []));
if (doubtful.length > 0) {
  console.error(
    `Packages under ${doubtful.join(", ")} would be shipped. See lib/docs/third-party-notices.md, and replace them or allow the licence in scripts/notices.ts.`,
  );
  process.exitCode = 1;
}
if (!process.argv.includes("--check")) writeFileSync(FILE, content);
else if (readFileSync(FILE, "utf8") !== content) {
  console.error("lib/docs/third-party-notices.md is not what the lockfile says. Make it again: npm run notices");
  process.exitCode = 1;
}
