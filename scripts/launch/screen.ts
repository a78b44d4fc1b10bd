import { relative } from "node:path";
import type { Instance } from "./data.ts";

/** Everything a person needs after the start, on one screen. */
export function screen({ url, project, signInUrl }: Instance, data: string): string {
  const event = JSON.stringify({ email: "ada@example.com", action: "Signed Up", properties: { plan: "pro" } });
  const folder = relative(process.cwd(), data) || ".";
  return `
  CrowdPower is ready.

  Open        ${signInUrl ?? url}
${signInUrl ? "              (this link signs you in, once)\n" : ""}  Mailbox     ${url}/mailbox
  Public key  ${project.publicKey}
  Secret key  ${project.secretKey ?? "revoked; others are only with those who made them (Settings, API keys)"}
  Logs        ${folder.startsWith("../..") ? data : folder}/logs

  Send a first event and watch what happens:

curl ${url}/beacon/events -H 'Authorization: Bearer ${project.publicKey}' -d '${event}'

  Ctrl-C stops everything.
`;
}
