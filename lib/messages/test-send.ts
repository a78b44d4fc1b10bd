import "server-only";
import { and, asc, eq, gt, sql } from "drizzle-orm";
import { newId } from "@/db/ids";
import { members, messages, users } from "@/db/schema";
import { getCustomer } from "@/lib/customers/queries";
import { AppError } from "@/lib/errors";
import { actingPerson } from "@/lib/accounts/queries";
import { claimMessage } from "@/lib/messages/claim";
import { writeLetter } from "@/lib/messages/letter";
import { handOver } from "@/lib/messages/offer";
import { reasonInWords } from "@/lib/messages/schema";
import { inTransaction, requireGrant, type Scope } from "@/lib/scope";
import { compileDesign, ownText } from "@/lib/templates/compile";
import { SAMPLE } from "@/lib/templates/preview";
import { getTemplate } from "@/lib/templates/queries";
import { SAMPLE_EVENT, type SendTest, type TestResult } from "@/lib/templates/schema";

/** Tests of one project within 24 hours. */
export const TESTS_A_DAY = 100;
const DAY_MS = 24 * 60 * 60_000;
const LOCK = 7_270_427; // the class of these advisory locks; the project's id is their second half

/**
 * Sends a draft to members of the project, as one customer would get it, by the way that every email goes. It is nobody's message: it
 * counts for no customer. Answers what became of each, in the provider's own words where it said no.
 */
export async function sendTest(scope: Scope, { id, customer, event = SAMPLE_EVENT, to }: SendTest): Promise<TestResult[]> {
  requireGrant(scope, "templates:write");
  const { draft } = await getTemplate(scope, id);
  const addresses = await membersAmong(scope, to);
  const version = { ...(await compileDesign(draft)), subject: `[Test] ${draft.subject}`, text: ownText(draft) };
  const about = { customer: customer ? await getCustomer(scope, customer) : SAMPLE, version, event, transactional: false };
  const results: TestResult[] = [];
  for (const address of addresses) results.push(await sendOne(scope, id, { ...about, to: address }));
  return results;
}

type About = Omit<Parameters<typeof writeLetter>[1], "source" | "sourceId"> & { to: string };

async function sendOne(scope: Scope, templateId: string, about: About): Promise<TestResult> {
  const { to } = about;
  const at = { source: "test", sourceId: templateId, place: newId("message"), customerId: null } as const;
  const letter = await writeLetter(scope, { ...about, ...at });
  const claimed = await inTransaction(scope, async (tx) => {
    await refuseTooMany(tx);
    return claimMessage(tx, { at, letter, templateId, templateVersion: null, transactional: false });
  });
  if (!claimed?.email) return { to, state: "failed", reason: reasonInWords(claimed?.message.reason ?? null) || null };
  const { state, reason } = await handOver(scope, claimed.message, claimed.email);
  return { to, state, reason };
}

/** One at a time in a project, so that two at once do not both take the last place. */
async function refuseTooMany(tx: Scope) {
  await tx.db.execute(sql`select pg_advisory_xact_lock(${LOCK}, ${tx.projectId})`);
  const { projectId, source, createdAt } = messages;
  const since = new Date(tx.clock.now().getTime() - DAY_MS);
  const lately = and(eq(projectId, tx.projectId), eq(source, "test"), gt(createdAt, since));
  if ((await tx.db.$count(messages, lately)) < TESTS_A_DAY) return;
  throw new AppError("LIMIT_REACHED", `${TESTS_A_DAY} tests were sent in the last 24 hours, which is the most. Send the next one later.`);
}

/** Whom a test may go to: the members of the project, whoever asks first. */
export async function testRecipients(scope: Scope): Promise<string[]> {
  requireGrant(scope, "templates:read");
  const { db, projectId, actor } = scope;
  const rows = await db
    .select({ id: users.id, email: users.email })
    .from(members)
    .innerJoin(users, eq(users.id, members.userId))
    .where(eq(members.projectId, projectId))
    .orderBy(asc(users.email));
  const isMe = (id: string) => actor.type === "user" && actor.userId === id;
  return [...rows.filter(({ id }) => isMe(id)), ...rows.filter(({ id }) => !isMe(id))].map(({ email }) => email);
}

async function membersAmong(scope: Scope, to: string[] | undefined): Promise<string[]> {
  if (to === undefined) {
    const me = await actingPerson(scope);
    if (!me) throw new AppError("FORBIDDEN", "A test goes to the person who asks for it. Sign in to send one, or say to whom.");
    return [me.email];
  }
  const known = new Map((await testRecipients(scope)).map((address) => [address.toLowerCase(), address]));
  const stranger = to.find((address) => !known.has(address.toLowerCase()));
  if (stranger)
    throw new AppError("INVALID_INPUT", `${stranger} is no member of this project. A test goes to members only.`, {
      to: ["Choose members."],
    });
  return [...new Set(to.map((address) => known.get(address.toLowerCase())!))];
}
