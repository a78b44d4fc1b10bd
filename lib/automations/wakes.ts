import type { FollowIds } from "@/inngest/events";

type Waking = { runId: string; visit: number; at?: Date };

/** Runs that are promised together: few enough for one event of the durable engine, and for one job to take them on soon. */
const TOGETHER = 100;

/** The promises that wake these runs, each at its time or at once. Those that go on from one visit at one time share a promise. */
export function wakesOf(runs: readonly Waking[]): { ids: FollowIds<"run/wake">; startAt?: Date }[] {
  const parties = Map.groupBy(runs, ({ visit, at }) => `${visit} ${at?.getTime() ?? ""}`);
  return [...parties.values()].flatMap((party) => {
    const { visit, at } = party[0]!;
    return partiesOf(party.map(({ runId }) => runId)).map((runIds) => ({ ids: { runIds, visit }, ...(at && { startAt: at }) }));
  });
}

/** The same ids in parts that are promised together. */
export const partiesOf = (runIds: readonly string[]): string[][] =>
  Array.from({ length: Math.ceil(runIds.length / TOGETHER) }, (_, n) => runIds.slice(n * TOGETHER, (n + 1) * TOGETHER));
