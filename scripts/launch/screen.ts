import { relative } from "node:path";
import type { Instance } from "./data.ts";

/** Everything a person needs after the start, on one screen. */
export function screen({ url, project, signInUrl }: Instance, claimed: boolean, data: string): string {
  const event = JSON.stringify({ email: "ada@example.com", action: "Signed Up", properties: { plan: "pro" } });
  const folder = relative(process.cwd(), data);
  const link = claimed ? "signs you in, once" : "makes you the owner, once";
  return `
  CrowdPower is ready.

  Open        ${signInUrl ?? url}
${signInUrl ? `              (this link ${link})\n` : ""}  Mailbox     ${url}/mailbox
  Public key  ${project.publicKey}
  Secret key  ${project.secretKey ?? "was revoked; make another under Settings, API keys"}
  Logs        ${folder.startsWith("..") ? data : folder || "."}/logs

  Send a first event and watch what happens:

curl ${url}/beacon/events -H 'Authorization: Bearer ${project.publicKey}' -d '${event}'

  Ctrl-C stops everything.
`;
}
