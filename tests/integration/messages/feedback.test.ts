import { and, eq } from "drizzle-orm";
import { Webhook as Signer } from "standardwebhooks";
import { beforeAll, describe, expect, test as plain } from "vitest";
import { newId } from "@/db/ids";
import { integrations, messages, suppressions } from "@/db/schema";
import { connectIntegration } from "@/lib/integrations/commands";
import { addressHasher } from "@/lib/keys/data-keys";
import type { MessageState } from "@/lib/messages/schema";
import { sendEmail } from "@/lib/messages/send";
import type { Scope } from "@/lib/scope";
import { createDefaultTemplate } from "@/lib/templates/commands";
import { hearFromResend } from "@/lib/web/provider";
import { aCustomer, as, test } from "../../support/test";

const SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";
const VECTOR = "v1,g0hM9SsE+OTPJTGt/tmIKtSyZlE3uFJELVlNIOLJ1OE=";

plain("signatures are those of the published test vector", () => {
  expect(new Signer(SECRET).sign("msg_p5jXN8AQM9LWM0D4loKWxJek", new Date(1614265330_000), '{"test": 2432232314}')).toBe(VECTOR);
});

beforeAll(() => {
  process.env.APP_URL ??= "http://app.test";
});

async function connected(scope: Scope, webhookSecret = SECRET) {
  const { id } = await connectIntegration(scope, { kind: "resend", settings: { apiKey: "re_project_key", webhookSecret } });
  return id;
}

/** A message as it is after it was sent, with the hash of its address. */
async function aMessage(scope: Scope, state: MessageState = "sent") {
  const addressHash = (await addressHasher(scope.db))("ada@example.com");
  const now = scope.clock.now();
  const base = { projectId: scope.projectId, channel: "email", source: "automation", sourceId: "aut_1", place: newId("run") } as const;
  const [message] = await scope.db
    .insert(messages)
    .values({ ...base, state, address: "ada@example.com", addressHash, createdAt: now, updatedAt: now })
    .returning();
  return message!;
}

type Said = { id?: string; at?: Date; secret?: string; tamper?: (body: string) => string; headers?: Record<string, string> };

function tell(
  integrationId: string,
  type: string,
  data: object,
  { id = newId("outbox"), at = new Date(), secret = SECRET, tamper, headers }: Said = {},
) {
  const body = JSON.stringify({ type, created_at: at.toISOString(), data });
  const signature = new Signer(secret).sign(id, at, body);
  const signed = { "svix-id": id, "svix-timestamp": String(Math.floor(at.getTime() / 1000)), "svix-signature": signature, ...headers };
  return hearFromResend(
    new Request("http://app.test/api/webhooks/resend/x", { method: "POST", headers: signed, body: tamper?.(body) ?? body }),
    integrationId,
  );
}

const about = (message: { id: string }, more: object = {}) => ({
  email_id: "re_1",
  to: ["ada@example.com"],
  tags: { message: message.id },
  ...more,
});
const stateOf = async ({ db, projectId }: Scope, id: string) =>
  (
    await db
      .select()
      .from(messages)
      .where(and(eq(messages.projectId, projectId), eq(messages.id, id)))
  )[0]!;
const suppressed = ({ db, projectId }: Scope) => db.select().from(suppressions).where(eq(suppressions.projectId, projectId));

describe("what Resend tells", () => {
  test("moves a message on: delivered, then complained; told twice it counts once; out of order nothing goes back", async ({ scope }) => {
    const id = await connected(scope);
    const message = await aMessage(scope);
    expect(await (await tell(id, "email.delivered", about(message), { id: "evt_1" })).json()).toEqual({ heard: "kept" });
    expect(await (await tell(id, "email.delivered", about(message), { id: "evt_1" })).json()).toEqual({ heard: "known" });
    expect(await stateOf(scope, message.id)).toMatchObject({ state: "delivered" });
    await tell(id, "email.complained", about(message));
    await tell(id, "email.delivered", about(message));
    await tell(id, "email.bounced", about(message, { bounce: { type: "Permanent", message: "No such user" } }));
    expect(await stateOf(scope, message.id)).toMatchObject({ state: "complained" });
  });

  test("of a bounce for good or a complaint ends writing to that address; of a full mailbox it does not", async ({ scope }) => {
    const id = await connected(scope);
    const soft = await aMessage(scope);
    await tell(id, "email.bounced", about(soft, { bounce: { type: "Transient", subType: "MailboxFull", message: "Mailbox full" } }));
    expect(await stateOf(scope, soft.id)).toMatchObject({ state: "bounced", reason: "Mailbox full" });
    expect(await suppressed(scope)).toEqual([]);
    const hard = await aMessage(scope);
    await tell(id, "email.bounced", about(hard, { bounce: { type: "Permanent", message: "No such user" } }));
    expect(await suppressed(scope)).toMatchObject([{ reason: "bounced", addressHash: hard.addressHash }]);

    const template = await createDefaultTemplate(scope);
    const ada = await aCustomer(scope, { email: "Ada@Example.com" });
    const at = { source: "automation", sourceId: "aut_1", place: "run_1/1", customerId: ada.id } as const;
    const job = as(scope, { type: "job", name: "test" });
    const again = { ...at, templateId: template.id, templateVersion: 1, transactional: true };
    expect(await sendEmail(job, again)).toMatchObject({ state: "skipped", reason: "suppressed" });
  });

  test("of a complaint, and of an address that it suppresses itself, does the same", async ({ scope, stranger }) => {
    const id = await connected(scope);
    await tell(id, "email.complained", about(await aMessage(scope)));
    expect(await suppressed(scope)).toMatchObject([{ reason: "complained" }]);
    const other = await connected(stranger);
    const message = await aMessage(stranger);
    await tell(other, "email.suppressed", about(message, { suppressed: { reason: "previous_bounce" } }));
    expect(await stateOf(stranger, message.id)).toMatchObject({ state: "bounced", reason: "previous_bounce" });
    expect(await suppressed(stranger)).toMatchObject([{ reason: "suppressed_by_provider" }]);
  });

  test("too early, before we wrote down that it was sent, is asked for again", async ({ scope }) => {
    const id = await connected(scope);
    const message = await aMessage(scope, "claimed");
    expect((await tell(id, "email.delivered", about(message), { id: "evt_1" })).status).toBe(409);
    await scope.db.update(messages).set({ state: "sent" }).where(eq(messages.id, message.id));
    expect((await tell(id, "email.delivered", about(message), { id: "evt_1" })).status).toBe(200);
    expect(await stateOf(scope, message.id)).toMatchObject({ state: "delivered" });
  });

  test("of another project's email, or of no email, changes nothing", async ({ scope, stranger }) => {
    const id = await connected(scope);
    const theirs = await aMessage(stranger);
    expect(await (await tell(id, "email.complained", about(theirs))).json()).toEqual({ heard: "not_ours" });
    expect(await stateOf(stranger, theirs.id)).toMatchObject({ state: "sent" });
    expect(await suppressed(stranger)).toEqual([]);
    for (const data of [{}, { tags: [] }, { tags: { message: "nonsense" } }, { tags: { message: 7 } }])
      expect((await tell(id, "email.bounced", data)).status).toBe(200);
    expect(await (await tell(id, "contact.created", {})).json()).toEqual({ heard: "not_needed" });
  });
});

describe("what is not proven to be Resend's", () => {
  test("is refused, always with the same answer", async ({ scope, stranger }) => {
    const id = await connected(scope);
    const theirs = await connected(stranger, "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA");
    const message = await aMessage(scope);
    const data = about(message);
    const minutes = (n: number) => new Date(Date.now() + n * 60_000);
    const answers = await Promise.all([
      tell(id, "email.complained", data, { secret: "whsec_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA" }),
      tell(id, "email.complained", data, { tamper: (body) => body.replace("complained", "delivered") }),
      tell(id, "email.complained", data, { tamper: (body) => body.slice(0, -1) }),
      tell(id, "email.complained", data, { at: minutes(-6) }),
      tell(id, "email.complained", data, { at: minutes(6) }),
      tell(id, "email.complained", data, { headers: { "svix-id": "another" } }),
      tell(id, "email.complained", data, { headers: { "svix-signature": "v1," } }),
      tell(id, "email.complained", data, { headers: { "svix-timestamp": "" } }),
      tell(theirs, "email.complained", data),
      tell(newId("integration"), "email.complained", data),
      tell("nonsense", "email.complained", data),
    ]);
    for (const answer of answers) expect([answer.status, await answer.json()]).toEqual([401, { heard: "not_signed" }]);
    expect(await stateOf(scope, message.id)).toMatchObject({ state: "sent" });
    expect(await suppressed(scope)).toEqual([]);
  });

  test("is refused where no signing secret was given", async ({ scope }) => {
    const id = await connected(scope, "");
    expect((await tell(id, "email.complained", about(await aMessage(scope)))).status).toBe(401);
    expect(await scope.db.select().from(integrations).where(eq(integrations.id, id))).toHaveLength(1);
  });
});
