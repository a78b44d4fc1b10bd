import { buildAll } from "./build.ts";
import { stage } from "./progress.ts";

await stage("Building", () => buildAll(new AbortController().signal));
