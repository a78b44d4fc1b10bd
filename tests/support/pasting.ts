import { execFile, spawnSync } from "node:child_process";
import { promisify } from "node:util";

/** Runs a printed line as it stands, as somebody who pastes it into a terminal does, and answers what was answered. Where there is no curl, what the line says is done all the same. */
export async function paste(line: string): Promise<string> {
  if (spawnSync("curl", ["--version"]).status === 0) return (await promisify(execFile)("sh", ["-c", line])).stdout;
  const [, url = "", name = "", value = "", body = ""] = /^curl (\S+) -H '([^:]+): ([^']+)' -d '([^']+)'$/.exec(line) ?? [];
  const headers = { "content-type": "application/x-www-form-urlencoded", [name]: value };
  return (await fetch(url, { method: "POST", headers, body })).text();
}
