import type { Figure } from "../bench/harness.ts";
import { Crew, randomFrom, STEPS, wait } from "./crew.ts";

type Plan = { kills: number; postgresKills: number; seed: number; runsAtOnce?: number };

const TAKEOVER = 5_000;

/**
 * Two workers under load, the active one killed at a random moment again and again, and Postgres in between. When all is over, every run
 * has ended well, each of its steps was saved once, and what a step did to the world is there once under its key.
 */
export async function killWorkers({ kills, postgresKills, seed, runsAtOnce = 40 }: Plan): Promise<Figure[]> {
  const random = randomFrom(seed);
  const crew = await Crew.gather(2);
  const takeovers: number[] = [];
  let sent = 0;
  try {
    const load = async (count: number) => {
      sent += count;
      await crew.send(count);
    };
    await crew.until("a worker is active", 30_000, async () => (await crew.leader()) !== undefined);
    const postgresAt = new Set(
      Array.from({ length: postgresKills }, (_, n) => Math.floor((n * Math.max(kills, postgresKills)) / postgresKills)),
    );
    for (let n = 0; n < Math.max(kills, postgresKills); n++) {
      await load(Math.ceil(runsAtOnce * random()));
      await wait(600 * random());
      if (postgresAt.has(n)) {
        await crew.killPostgres();
        await wait(300 * random());
        await crew.startPostgres();
      }
      if (n < kills) takeovers.push(await killActive(crew));
    }
    await crew.until("every run has ended", 120_000, async () => {
      const { runs, completed } = await crew.account();
      return runs === sent && completed === sent;
    });
    return figuresOf(await crew.account(), sent, takeovers, { kills, postgresKills, seed });
  } finally {
    await crew.dismiss();
  }
}

/** Kills the active worker, and answers how long it took until the standby was active. Another standby comes in its place. */
async function killActive(crew: Crew): Promise<number> {
  let active: Awaited<ReturnType<Crew["leader"]>>;
  await crew.until("a worker is active", 30_000, async () => {
    active = await crew.leader();
    return active !== undefined;
  });
  const { pid, epoch } = active!;
  const killed = performance.now();
  await crew.kill(pid);
  crew.addWorker();
  await crew.until("the standby is active", 30_000, async () => ((await crew.leader())?.epoch ?? 0) > epoch);
  return performance.now() - killed;
}

type Account = Awaited<ReturnType<Crew["account"]>>;

function figuresOf(found: Account, sent: number, takeovers: number[], { kills, postgresKills, seed }: Plan): Figure[] {
  const exactly = (name: string, value: number, unit: string, wanted: number): Figure => ({
    ...{
      name,
      value,
      unit,
      yardstick: `the ${wanted} there must be`,
      ratio: wanted === 0 ? (value === 0 ? 1 : 0) : value / wanted,
      aim: 1,
    },
    ok: value === wanted,
  });
  const plain = (name: string, value: number, unit: string): Figure => ({
    name,
    value,
    unit,
    yardstick: null,
    ratio: null,
    aim: null,
    ok: null,
  });
  const slowest = Math.round(Math.max(0, ...takeovers));
  return [
    plain("seed", seed, ""),
    plain("kill -9 of the active worker", kills, "times"),
    plain("kill -9 of Postgres", postgresKills, "times"),
    exactly("runs that came to their end", found.completed, "runs", sent),
    exactly("answers of steps that are kept", found.steps, "steps", sent * STEPS),
    exactly("effects in the world, by run and step", found.effects, "effects", sent * STEPS),
    exactly("answers that are not what the world was told", found.foreign, "steps", 0),
    exactly("calls and timers that are left", found.stuck, "rows", 0),
    plain("effects that a crash repeated under their key", found.repeated, "times"),
    {
      ...plain("until the standby was active, slowest", slowest, "ms"),
      ...{ yardstick: `the ${TAKEOVER} ms allowed`, ratio: slowest / TAKEOVER, aim: 1, ok: slowest <= TAKEOVER },
    },
  ];
}
