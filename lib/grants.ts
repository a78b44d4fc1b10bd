import { ROLES, type Role } from "@/lib/projects/schema";

/** The one table of permissions: every grant, and the least role that has it. API keys hold some of the same grants. */
const LEAST_ROLE = {
  "project:read": "viewer",
  "customers:read": "viewer",
  "events:read": "viewer",
  "segments:read": "viewer",
  "automations:read": "viewer",
  "templates:read": "viewer",
  "messages:read": "viewer",
  "tags:read": "viewer",
  "traits:read": "viewer",
  "broadcasts:read": "viewer",
  "integrations:read": "viewer",
  "webhooks:read": "viewer",
  "members:read": "viewer",
  "mailbox:read": "editor",
  "customers:write": "editor",
  "customers:delete": "editor",
  "events:write": "editor",
  "segments:write": "editor",
  "automations:write": "editor",
  "templates:write": "editor",
  "messages:write": "editor",
  "consent:write": "editor",
  "tags:write": "editor",
  "traits:write": "editor",
  "broadcasts:write": "editor",
  "keys:read": "editor",
  "integrations:write": "admin",
  "webhooks:write": "admin",
  "jobs:read": "admin",
  "jobs:write": "admin",
  "audit:read": "admin",
  "project:write": "admin",
  "members:write": "admin",
  "keys:write": "admin",
  "project:transfer": "owner",
  "project:delete": "owner",
} as const satisfies Record<string, Role>;

export type Grant = keyof typeof LEAST_ROLE;

export const GRANTS = Object.keys(LEAST_ROLE) as Grant[];

/** What a program may besides what an editor may: it sets a project up, and is told of what happens, all of which it may read. */
const OF_PROGRAMS: readonly Grant[] = ["webhooks:write", "integrations:write"];

/** What a program with a secret key may do at most. It makes no members and no keys, and sees no keys. */
export const SECRET_KEY_GRANTS: readonly Grant[] = GRANTS.filter(
  (grant) => (roleHas("editor", grant) && grant !== "keys:read") || OF_PROGRAMS.includes(grant),
);

/** What anybody who reads a website's source may do: tell us what happened. */
export const PUBLIC_KEY_GRANTS: readonly Grant[] = ["events:write"];

/** What can be chosen for a key at once: everything that a secret one may, or looking and nothing else. */
export const grantsOf = (scope: "public" | "everything" | "read"): Grant[] =>
  scope === "public" ? [...PUBLIC_KEY_GRANTS] : SECRET_KEY_GRANTS.filter((grant) => scope === "everything" || grant.endsWith(":read"));

export function roleHas(role: Role, grant: Grant): boolean {
  return ROLES.indexOf(role) >= ROLES.indexOf(LEAST_ROLE[grant]);
}

export type PermissionRow = { grant: Grant; least: Role };

/** The table as it is, for who wants to read it: every grant with the least role that has it. */
export const permissions = (): PermissionRow[] => GRANTS.map((grant) => ({ grant, least: LEAST_ROLE[grant] }));
