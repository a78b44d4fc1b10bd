import { withClient } from "../support/server.ts";
import { eventually, type Part, type RunningInstance } from "../support/running.ts";
import { Load } from "./load.ts";
import { randomOf } from "./random.ts";

const SENDERS = 8;
const WARM_MS = 1_000;
/** How long after a recovery the next kill comes, at most. */
const UNTIL_NEXT_MS = 1_000;
const PATIENCE_MS = 30_000;

export type Outcome = {
  acked: number;
  /** Calls that were acknowledged and are not there, and calls that are there more than once. */
  lost: number;
  doubled: number;
  /** Requests sent and acknowledged while the part was down. */
  ackedWhileDown: number;
  /** Milliseconds from each kill to the first acknowledgement of a request that was sent after it. */
  recoveries: number[];
};

/** Kills a part of an instance at random moments while senders report to it, and tells what came of it. */
export async function killUnderLoad(
  instance: RunningInstance,
  part: Part,
  { kills, seed }: { kills: number; seed: number },
): Promise<Outcome> {
  const random = randomOf(seed);
  const load = new Load(instance, SENDERS);
  const [recoveries, downtimes]: [number[], [from: number, until: number][]] = [[], []];
  await pause(WARM_MS);
  for (let kill = 0; kill < kills; kill++) {
    await pause(random() * UNTIL_NEXT_MS);
    const pid = instance.pidOf(part);
    const from = performance.now();
    instance.kill(pid);
    await eventually(`another ${part} runs`, () => ![0, pid].includes(instance.pidOf(part)), PATIENCE_MS);
    downtimes.push([from, performance.now()]);
    const first = () => load.acks.find(({ sent }) => sent > from);
    await eventually("a call is acknowledged again", () => first() !== undefined, PATIENCE_MS);
    recoveries.push(first()!.acked - from);
  }
  await load.stop();
  const isDown = ({ sent, acked }: { sent: number; acked: number }) => downtimes.some(([from, until]) => sent > from && acked < until);
  return { ...(await countedIn(instance, load)), ackedWhileDown: load.acks.filter(isDown).length, recoveries };
}

/** What of a load is in the database, once and for all. */
export async function countedIn({ facts }: RunningInstance, load: Load): Promise<Pick<Outcome, "acked" | "lost" | "doubled">> {
  const { rows } = await withClient(facts.databaseUrl, (client) =>
    client.query<{ id: string; n: number }>(
      "select properties ->> 'messageId' as id, count(*)::int as n from events where name = 'Chaos' group by 1",
    ),
  );
  const there = new Set(rows.map(({ id }) => id));
  const lost = [...load.acknowledged].filter((id) => !there.has(id)).length;
  return { acked: load.acknowledged.size, lost, doubled: rows.filter(({ n }) => n > 1).length };
}

const pause = (millis: number) => new Promise((resolve) => setTimeout(resolve, millis));
