import { describe, expect } from "vitest";
import { findProjectFor } from "@/lib/auth/identity";
import { GRANTS, type Grant, PUBLIC_KEY_GRANTS } from "@/lib/grants";
import { createProject } from "@/lib/projects/create";
import { projectsOf } from "@/lib/projects/queries";
import { ROLES, type Role } from "@/lib/projects/schema";
import { may, requireGrant } from "@/lib/scope";
import { aPerson } from "../../support/accounts";
import { as, test } from "../../support/test";

const ENDS = { read: "viewer", write: "editor", delete: "owner" } as const;
/** Every grant by its ending, and those that are not what their ending says. */
const UNUSUAL: Partial<Record<Grant, Role>> = {
  "mailbox:read": "editor",
  "keys:read": "editor",
  "customers:delete": "editor",
  "jobs:read": "admin",
  "webhooks:write": "admin",
  "jobs:write": "admin",
  "audit:read": "admin",
  "integrations:write": "admin",
  "project:transfer": "owner",
  "project:write": "admin",
  "members:write": "admin",
  "keys:write": "admin",
};
const leastRole = (grant: Grant): Role => UNUSUAL[grant] ?? ENDS[grant.split(":")[1] as keyof typeof ENDS];

describe.each(ROLES)("%s", (role) => {
  test.for(GRANTS)("%s", (grant, { scope }) => {
    const someone = as(scope, { type: "user", userId: "usr_test", role });
    const allowed = ROLES.indexOf(role) >= ROLES.indexOf(leastRole(grant));
    expect(may(someone.actor, grant)).toBe(allowed);
    if (allowed) expect(() => requireGrant(someone, grant)).not.toThrow();
    else expect(() => requireGrant(someone, grant)).toThrow(expect.objectContaining({ code: "FORBIDDEN" }));
  });
});

test("a viewer may read and change nothing", ({ scope }) => {
  const viewer = as(scope, { type: "user", userId: "usr_test", role: "viewer" });
  for (const grant of GRANTS) if (!grant.endsWith(":read")) expect(may(viewer.actor, grant)).toBe(false);
});

test("a public key may report what happened and nothing else", ({ scope }) => {
  const browser = as(scope, { type: "apiKey", keyId: "key_x", kind: "public", grants: PUBLIC_KEY_GRANTS });
  expect(GRANTS.filter((grant) => may(browser.actor, grant))).toEqual(["events:write"]);
});

test("a project is found by its members only; for everybody else it does not exist", async ({ db, clock }) => {
  const now = clock.now();
  const [ada, eve] = [await aPerson(db), await aPerson(db, "Eve")];
  const hers = (await createProject({ userId: ada.id, db, clock }, { name: "Ada's" })).project;
  const theirs = (await createProject({ userId: eve.id, db, clock }, { name: "Eve's" })).project;
  expect(await findProjectFor(db, ada.id, hers.slug, now)).toEqual({ projectId: hers.id, role: "owner" });
  expect(await findProjectFor(db, ada.id, theirs.slug, now)).toBeUndefined();
  expect(await findProjectFor(db, ada.id, "no-such-project", now)).toBeUndefined();
  expect((await projectsOf({ db, userId: ada.id })).map(({ slug }) => slug)).toEqual([hers.slug]);
});
