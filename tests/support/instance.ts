import { readFileSync } from "node:fs";
import { instanceFile } from "./instance-files";

type Instance = {
  url: string;
  databaseUrl: string;
  project: { id: string; slug: string; publicKey: string; secretKey: string };
  signInUrl: string;
};

/** The running instance that browser tests use, as its launcher wrote it down: each Playwright worker has one of its own. */
export const instance = JSON.parse(readFileSync(instanceFile(), "utf8")) as Instance;

/** Asks the Core API with the project's secret key; anything but success is an error with what was said. */
export async function core<T>(path: string, body?: object): Promise<T> {
  const response = await fetch(`${instance.url}/api/v1${path}`, {
    method: body ? "POST" : "GET",
    headers: { authorization: `Bearer ${instance.project.secretKey}` },
    ...(body && { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  if (!response.ok) throw new Error(`${response.status} ${path}: ${text}`);
  return JSON.parse(text) as T;
}
