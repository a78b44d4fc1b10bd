const VERBS: Readonly<Record<string, string>> = { read: "See", write: "Change", delete: "Delete", transfer: "Transfer" };

/** Grants that do not read as their verb and noun. */
const UNUSUAL: Readonly<Record<string, string>> = {
  "project:read": "See the project and its settings",
  "project:write": "Change the project's settings",
  "project:transfer": "Make owners, and give the project away",
  "project:delete": "Delete the project",
  "customers:delete": "Erase customers",
  "events:write": "Report what people do",
  "messages:write": "Send messages",
  "consent:write": "Subscribe and unsubscribe people",
  "mailbox:read": "Read the built-in mailbox",
  "members:read": "See the team",
  "members:write": "Change the team",
  "keys:read": "See API keys",
  "keys:write": "Make and revoke API keys",
  "audit:read": "See the audit log",
};

/** What a person reads for a grant: `segments:write` is "Change segments". */
export function grantWords(grant: string): string {
  const [noun = "", verb = ""] = grant.split(":");
  return UNUSUAL[grant] ?? `${VERBS[verb] ?? verb} ${noun}`;
}
