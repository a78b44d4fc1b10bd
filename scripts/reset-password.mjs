// npm run reset-password -- you@example.com [--data <folder>]
// Prints a link with which this account gets a new password. The instance must be running; the link works once, within the hour.
import { existsSync, readFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { parseArgs } from "node:util";

const root = fileURLToPath(new URL("..", import.meta.url));
const program = join(root, "dist/reset-password.mjs");

const { values, positionals } = parseArgs({ allowPositionals: true, options: { data: { type: "string", default: join(root, ".data") } } });
const [email] = positionals;
if (!email) fail("Whose password? npm run reset-password -- you@example.com");

const file = join(resolve(process.env.INIT_CWD ?? ".", values.data), "instance.json");
if (!process.env.DATABASE_URL && !existsSync(file))
  fail(`There is no instance in ${values.data}. Start it first, or name its folder with --data.`);
if (!existsSync(program)) fail("CrowdPower is not built yet. Start it once: npm start");

const { url, databaseUrl } = existsSync(file) ? JSON.parse(readFileSync(file, "utf8")) : {};
process.env.DATABASE_URL ??= databaseUrl;
process.env.APP_URL ??= url;
process.argv = [process.argv[0], program, email];
await import(program);

function fail(message) {
  console.error(message);
  process.exit(1);
}
