import { count, eq } from "drizzle-orm";
import { expect, vi } from "vitest";
import { apiKeys, projects } from "@/db/schema";
import { findApiKey } from "@/lib/auth/identity";
import { claimWorks } from "@/lib/accounts/links";
import { prepareInstance } from "@/lib/instance/prepare";
import { tokenOf, visitorFrom } from "../../support/accounts";
import { test } from "../../support/test";

const AT_HOME = { appUrl: "http://127.0.0.1:3000", freshLink: true };

test("two first starts at once make one project, and every start tells the same working keys", async ({ db, clock }) => {
  const started = await Promise.all([prepareInstance(db, AT_HOME, clock), prepareInstance(db, AT_HOME, clock)]);
  const again = await prepareInstance(db, AT_HOME, clock);
  for (const { project } of started) expect(project).toEqual(again.project);
  expect(await db.select({ n: count() }).from(projects)).toEqual([{ n: 1 }]);
  expect(again).toMatchObject({ claimed: false, project: { slug: "my-project" } });
  for (const key of [again.project.publicKey, again.project.secretKey!]) expect(await findApiKey(db, key, clock.now())).not.toBeNull();
});

test("a newer claim link takes the place of the one before", async ({ db, clock }) => {
  const first = await prepareInstance(db, AT_HOME, clock);
  const second = await prepareInstance(db, { ...AT_HOME, freshLink: false }, clock);
  expect(await claimWorks(visitorFrom(db, clock), tokenOf(first.signInUrl))).toBe(false);
  expect(await claimWorks(visitorFrom(db, clock), tokenOf(second.signInUrl))).toBe(true);
});

test("a start with another secret seals the keys anew, so that the one before can be forgotten", async ({ db, clock }) => {
  const { project } = await prepareInstance(db, AT_HOME, clock);
  const before = process.env.AUTH_SECRET!;
  const other = "another secret, which is long enough too";
  const startedWith = async (secret: string, previous = "") => {
    vi.resetModules(); // as another process, which remembers nothing
    vi.stubEnv("AUTH_SECRET", secret);
    vi.stubEnv("AUTH_SECRET_PREVIOUS", previous);
    return (await (await import("@/lib/instance/prepare")).prepareInstance(db, AT_HOME, clock)).project;
  };
  expect(await startedWith(other, before)).toEqual(project);
  expect(await startedWith(other)).toEqual(project);
  await expect(startedWith(before)).rejects.toThrow("AUTH_SECRET does not open this database's keys");
  expect(await startedWith(before, other)).toEqual(project);
  vi.unstubAllEnvs();
});

test("a secret key that was revoked is not told any more, and none takes its place", async ({ db, clock }) => {
  const { project } = await prepareInstance(db, AT_HOME, clock);
  await db.update(apiKeys).set({ revokedAt: clock.now() }).where(eq(apiKeys.kind, "secret"));
  expect((await prepareInstance(db, AT_HOME, clock)).project).toEqual({ ...project, secretKey: null });
});
