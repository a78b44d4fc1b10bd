import fc from "fast-check";
import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { messages } from "@/db/schema";
import { crowdAfter } from "@/lib/broadcasts/crowd";
import { broadcastsPage } from "@/lib/broadcasts/page";
import { peopleOf } from "@/lib/broadcasts/people";
import { getBroadcast } from "@/lib/broadcasts/queries";
import { reportOf } from "@/lib/broadcasts/report";
import { PARTS } from "@/lib/broadcasts/schema";
import { connectIntegration } from "@/lib/integrations/commands";
import { hearOf, type News } from "@/lib/messages/feedback";
import type { MessageState } from "@/lib/messages/schema";
import type { Scope } from "@/lib/scope";
import { begun, job, ledgerOf, sendAll } from "../../support/broadcasts";
import { aCustomer, test } from "../../support/test";

const PEOPLE = 8;
/** How an email stood when its batch had ended, and all that the provider said of it later. */
type Fate = { stood: MessageState; heard: News["became"][] };
const fate: fc.Arbitrary<Fate> = fc.record({
  stood: fc.constantFrom("claimed", "skipped", "failed", "uncertain", "sent"),
  heard: fc.array(fc.constantFrom("delivered", "bounced", "complained", "failed"), { maxLength: 4 }),
});

let told = 0;

async function befalls(scope: Scope, integrationId: string, messageId: string, { stood, heard }: Fate) {
  const reason = stood === "skipped" ? "unsubscribed" : null;
  const sentAt = stood === "sent" ? scope.clock.now() : null;
  await scope.db.update(messages).set({ state: stood, reason, sentAt }).where(eq(messages.id, messageId));
  for (const became of heard) {
    const about = { integrationId, key: `heard/${++told}`, what: "Heard" };
    await hearOf(job(scope), about, { messageId, became, reason: null, suppresses: null });
  }
}

test("whatever a provider reports later, in whatever order: everybody stands in one line, and each line lists its people", async ({
  scope,
  clock,
}) => {
  for (let i = 0; i < PEOPLE; i++) await aCustomer(scope);
  await aCustomer(scope, { email: null });
  const { broadcastId: id } = await begun(scope);
  await sendAll(scope, clock);
  const { id: integrationId } = await connectIntegration(scope, {
    kind: "resend",
    settings: { apiKey: "re_project_key", webhookSecret: "" },
  });
  const ledger = await ledgerOf(scope, id);

  await fc.assert(
    fc.asyncProperty(fc.array(fate, { minLength: PEOPLE, maxLength: PEOPLE }), async (fates) => {
      for (const [n, message] of ledger.entries()) await befalls(scope, integrationId, message.id, fates[n]!);

      const broadcast = await getBroadcast(scope, id);
      const report = await reportOf(scope, broadcast);
      const skipped = report.skipped.reduce((sum, { people }) => sum + people, 0);
      expect(PARTS.reduce((sum, part) => sum + report[part], skipped)).toBe(report.matched);
      expect(report.delivered + report.unreported + report.bounced + report.complained).toBe(report.sent);
      for (const outcome of [...PARTS, "sent"] as const)
        expect((await peopleOf(scope, id, { outcome, limit: 50 })).items, outcome).toHaveLength(report[outcome]);
      for (const { place, count, people } of await crowdAfter(scope, broadcast, report, 0))
        expect([place, people.length]).toEqual([place, count]);
      expect((await broadcastsPage(scope, { limit: 1 })).rows[0]?.sums?.sent).toBe(report.sent);
      for (const { state, sentAt } of await ledgerOf(scope, id))
        if (["delivered", "bounced", "complained"].includes(state)) expect(sentAt).not.toBeNull();
    }),
    { numRuns: 15 },
  );
});
