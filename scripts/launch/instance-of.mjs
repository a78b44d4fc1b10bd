// Shared by the programs that a person runs beside a running instance: where its database and its address are.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("../../", import.meta.url));

/**
 * Runs a bundled program with the variables of the instance whose folder `--data` names, the words after the program's name, and of the
 * options that it knows those that are said.
 */
export async function runBeside(name, wanted, known = []) {
  const { values, positionals } = parseArgs({
    allowPositionals: true,
    options: {
      ...Object.fromEntries(known.map((option) => [option, { type: "string" }])),
      data: { type: "string", default: join(root, ".data") },
    },
  });
  if (positionals.length < wanted.length) fail(wanted[positionals.length]);
  if (existsSync(join(root, ".env"))) process.loadEnvFile(join(root, ".env"));
  const program = join(root, `dist/${name}.mjs`);
  const file = join(resolve(process.env.INIT_CWD ?? ".", values.data), "instance.json");
  if (!process.env.DATABASE_URL && !existsSync(file))
    fail(`There is no instance in ${values.data}. Start it first, or name its folder with --data.`);
  if (!existsSync(program)) fail("CrowdPower is not built yet. Start it once: npm start");
  const { url, databaseUrl } = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
  process.env.DATABASE_URL ??= databaseUrl;
  process.env.APP_URL ??= url;
  const secrets = join(file, "../secrets.json");
  const isGiven = ["AUTH_SECRET", "AUTH_SECRET_FILE"].some((name) => process.env[name]);
  if (!isGiven && existsSync(secrets)) process.env.AUTH_SECRET = JSON.parse(readFileSync(secrets, "utf8")).AUTH_SECRET;
  const said = known.flatMap((option) => (values[option] === undefined ? [] : [`--${option}=${values[option]}`]));
  process.argv = [process.argv[0], program, ...said, ...positionals];
  await import(program);
}

function fail(message) {
  console.error(message);
  process.exit(1);
}
