import { eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { apiKeys, audit } from "@/db/schema";
import { findApiKey } from "@/lib/auth/identity";
import { KnownKeys } from "@/lib/projects/known-keys";
import { listenForRevocations } from "@/lib/auth/revocations";
import { GRANTS, SECRET_KEY_GRANTS } from "@/lib/grants";
import { createProject } from "@/lib/projects/create";
import { createKey, listKeys, publicKeyOf, revokeKey, rotateKey } from "@/lib/projects/keys";
import { as, test } from "../../support/test";

const refusal = (code: string) => expect.objectContaining({ code });

test("a secret key's text is told once and kept nowhere; it may what an editor may and set a project up, and nothing about people or keys", async ({
  scope,
}) => {
  const { id, text } = await createKey(scope, { kind: "secret", name: "Billing server" });
  const { projectId, db, clock } = scope;
  expect(await findApiKey(db, text, clock.now())).toMatchObject({ projectId, keyId: id, grants: SECRET_KEY_GRANTS });
  const [row] = await db.select().from(apiKeys).where(eq(apiKeys.id, id));
  expect(JSON.stringify(row)).not.toContain(text);
  expect(row).toMatchObject({ shown: `sk_…${text.slice(-4)}`, sealed: null });
  const records = await db.select().from(audit).where(eq(audit.subjectId, id));
  expect(records).toMatchObject([{ verb: "key.created", projectId }]);
  expect(JSON.stringify(records)).not.toContain(text);
  for (const grant of ["members:write", "keys:write", "keys:read", "project:write", "project:delete"]) {
    expect(SECRET_KEY_GRANTS).not.toContain(grant);
  }
});

test("a revoked key is refused at once, and leaves a record", async ({ scope, clock }) => {
  await createKey(scope, { kind: "public", name: "Website" });
  const { id, text } = await createKey(scope, { kind: "public", name: "App" });
  const { db } = scope;
  expect(await findApiKey(db, text, clock.now())).not.toBeNull();
  await revokeKey(scope, id);
  expect((await listKeys(scope)).map(({ name }) => name)).toEqual(["Website"]);
  await expect(revokeKey(scope, id)).rejects.toEqual(refusal("NOT_FOUND"));
  expect(await findApiKey(db, text, clock.now())).toBeNull();
  expect(await db.select().from(audit).where(eq(audit.subjectId, id)).orderBy(audit.id)).toMatchObject([
    { verb: "key.created" },
    { verb: "key.revoked" },
  ]);
});

test("what another process knows of a key is forgotten by the notice of it, and without one by time", async ({ scope, clock }) => {
  const [hearing, deaf] = [anotherProcess(), new KnownKeys()];
  const { id, text } = await createKey(scope, { kind: "secret", name: "Server" });
  const ask = vi.fn(async () => ({ projectId: scope.projectId, keyId: id, kind: "secret" as const, grants: [], endsAt: null }));
  await vi.waitFor(() => expect(hearing.hears()).toBe(true), 5_000);
  const know = (keys: KnownKeys) => keys.find(text, { now: clock.now().getTime(), hears: keys !== deaf }, ask);
  for (const keys of [hearing.keys, deaf, hearing.keys, deaf]) await know(keys);
  expect(ask).toHaveBeenCalledTimes(2);
  await revokeKey(scope, id);
  await vi.waitFor(async () => {
    const before = ask.mock.calls.length;
    await know(hearing.keys);
    expect(ask.mock.calls.length).toBe(before + 1);
  }, 2_000);
  const before = ask.mock.calls.length;
  await know(deaf);
  expect(ask.mock.calls.length).toBe(before);
  clock.forward(1_000);
  await know(deaf);
  expect(ask.mock.calls.length).toBe(before + 1);
});

test("an answer that was on its way when a key was revoked is not remembered", async () => {
  const keys = new KnownKeys();
  const key = { projectId: 1, keyId: "key_1", kind: "secret" as const, grants: [], endsAt: null };
  const answer = Promise.withResolvers<typeof key>();
  const asked = keys.find("sk_x", { now: 0, hears: true }, () => answer.promise);
  keys.forget("key_1");
  answer.resolve(key);
  expect(await asked).toBe(key);
  expect(await keys.find("sk_x", { now: 1, hears: true }, async () => null)).toBeNull();
});

test("many who show the same key at once ask once, and a failure is asked again", async () => {
  const keys = new KnownKeys();
  const ask = vi.fn().mockRejectedValueOnce(new Error("no connection")).mockResolvedValue(null);
  const all = await Promise.allSettled(Array.from({ length: 50 }, () => keys.find("sk_x", { now: 0, hears: true }, ask)));
  expect(all.every(({ status }) => status === "rejected")).toBe(true);
  expect(await keys.find("sk_x", { now: 0, hears: true }, ask)).toBeNull();
  expect(ask).toHaveBeenCalledTimes(2);
});

test("when a key was last used is kept to the minute, however it is asked about", async ({ scope, clock }) => {
  const { text } = await createKey(scope, { kind: "secret", name: "Server" });
  const lastUsed = async () => (await listKeys(scope))[0]!.lastUsedAt;
  expect(await lastUsed()).toBeNull();
  await findApiKey(scope.db, text, clock.now());
  const first = clock.now();
  expect(await lastUsed()).toEqual(first);
  clock.forward(45_000);
  await findApiKey(scope.db, text, clock.now());
  expect(await lastUsed()).toEqual(clock.now());
  await findApiKey(scope.db, text, first);
  expect(await lastUsed()).toEqual(clock.now());
});

/** What a second process would have: its own connection and its own memory. */
function anotherProcess() {
  const keys: KnownKeys = new KnownKeys();
  return { keys, ...listenForRevocations({ revoked: (id) => keys.forget(id), missed: () => keys.forgetAll() }) };
}

test("one public key always stays, even when two people revoke the last two at once", async ({ scope }) => {
  const first = await createKey(scope, { kind: "public", name: "Website" });
  const second = await createKey(scope, { kind: "public", name: "App" });
  const tries = await Promise.allSettled([revokeKey(scope, first.id), revokeKey(scope, second.id)]);
  expect(tries.map(({ status }) => status).sort()).toEqual(["fulfilled", "rejected"]);
  expect(await publicKeyOf(scope)).toBe((tries[0].status === "fulfilled" ? second : first).text);
});

test("two keys of a project do not share a name", async ({ scope, stranger }) => {
  await createKey(scope, { kind: "secret", name: "Server" });
  await expect(createKey(scope, { kind: "public", name: "Server" })).rejects.toEqual(refusal("CONFLICT"));
  await expect(createKey(stranger, { kind: "secret", name: "Server" })).resolves.toBeTruthy();
});

test("another project's key can be neither seen nor revoked", async ({ scope, stranger }) => {
  const { id } = await createKey(stranger, { kind: "secret", name: "Theirs" });
  expect(await listKeys(scope)).toEqual([]);
  await expect(revokeKey(scope, id)).rejects.toEqual(refusal("NOT_FOUND"));
});

test("a viewer sees no keys, an editor sees them, an admin makes them", async ({ scope }) => {
  const who = (role: "viewer" | "editor" | "admin") => as(scope, { type: "user", userId: "usr_test", role });
  await expect(listKeys(who("viewer"))).rejects.toEqual(refusal("FORBIDDEN"));
  expect(await listKeys(who("editor"))).toEqual([]);
  await expect(createKey(who("editor"), { kind: "secret", name: "Mine" })).rejects.toEqual(refusal("FORBIDDEN"));
  await expect(createKey(who("admin"), { kind: "secret", name: "Mine" })).resolves.toBeTruthy();
});

test("a new project's secret key is only in the answer, unless it is kept sealed", async ({ db, clock }) => {
  const { project, secretKey } = await createProject({ userId: null, db, clock }, { name: "Acme" });
  const rows = await db.select().from(apiKeys).where(eq(apiKeys.projectId, project.id));
  expect(rows.map(({ kind, sealed }) => ({ kind, sealed }))).toEqual([
    { kind: "public", sealed: null },
    { kind: "secret", sealed: null },
  ]);
  expect(await findApiKey(db, secretKey, clock.now())).toMatchObject({ projectId: project.id, kind: "secret" });
});

const HOUR = 60 * 60_000;

test("a rotated key makes way: the new one may the same, the old one works until the chosen moment and not after", async ({
  scope,
  clock,
}) => {
  const { db } = scope;
  const old = await createKey(scope, { kind: "secret", name: "Server", scope: "read" });
  const next = await rotateKey(scope, { id: old.id, name: "Server (new)", overlap: "hour" });
  const find = (text: string) => findApiKey(db, text, clock.now());
  expect((await find(next.text))?.grants).toEqual((await find(old.text))?.grants);
  await expect(rotateKey(scope, { id: old.id, name: "A third", overlap: "hour" })).rejects.toEqual(refusal("CONFLICT"));
  clock.forward(HOUR - 1);
  expect(await find(old.text)).toMatchObject({ keyId: old.id });
  clock.forward(1);
  expect(await find(old.text)).toBeNull();
  expect(await find(next.text)).toMatchObject({ keyId: next.id });
  expect((await listKeys(scope)).map(({ name }) => name)).toEqual(["Server (new)"]);
  expect(await db.select().from(audit).where(eq(audit.subjectId, old.id)).orderBy(audit.id)).toMatchObject([
    { verb: "key.created" },
    { verb: "key.rotated", after: { replacedBy: next.id } },
  ]);
});

test("while a public key makes way, snippets show the new one, and it is the last", async ({ scope }) => {
  const { id } = await createKey(scope, { kind: "public", name: "Website" });
  const next = await rotateKey(scope, { id, name: "Website 2", overlap: "week" });
  expect(await publicKeyOf(scope)).toBe(next.text);
  await expect(revokeKey(scope, next.id)).rejects.toEqual(refusal("CONFLICT"));
  await revokeKey(scope, id);
});

test("a key may what was picked for it, and never what no program may", async ({ scope, clock }) => {
  const grants = ["segments:read", "events:write"];
  const { text } = await createKey(scope, { kind: "application", name: "Zapier", scope: "custom", grants });
  expect(text).toMatch(/^ak_[\w-]{32}$/);
  expect((await findApiKey(scope.db, text, clock.now()))?.grants.toSorted()).toEqual(grants.toSorted());
  for (const beyond of GRANTS.filter((grant) => !SECRET_KEY_GRANTS.includes(grant))) {
    const made = createKey(scope, { kind: "secret", name: beyond, scope: "custom", grants: ["segments:read", beyond] });
    await expect(made).rejects.toEqual(refusal("INVALID_INPUT"));
  }
  const reading = await createKey(scope, { kind: "secret", name: "Reports", scope: "read" });
  const may = (await findApiKey(scope.db, reading.text, clock.now()))?.grants ?? [];
  expect(may.length).toBeGreaterThan(5);
  expect(may.every((grant) => grant.endsWith(":read"))).toBe(true);
});

test("a public key stays public, whatever is asked for it", async ({ scope, clock }) => {
  const { text } = await createKey(scope, { kind: "public", name: "Website", scope: "everything", grants: ["segments:read"] });
  expect((await findApiKey(scope.db, text, clock.now()))?.grants).toEqual(["events:write"]);
});
