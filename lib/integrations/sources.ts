import "server-only";
import { sql } from "drizzle-orm";
import { SOURCES, type Source } from "@/lib/events/schema";
import type { ShownSource } from "@/lib/integrations/schema";
import type { Scope } from "@/lib/scope";

/** Of how many of the latest events it is known by which way they came: a look that stays cheap, however many there are. */
const LATEST = 2_000;

type Way = Omit<ShownSource, "lastSeenAt"> & { sources: readonly Source[] };

/** The ways in which senders tell of customers. They need no connecting: a key of the project is enough. */
const WAYS: readonly Way[] = [
  {
    kind: "segment-sdks",
    name: "Segment and RudderStack SDKs",
    summary: "Use their SDKs for browsers, servers and apps. Only the key and the address change.",
    mark: "M4 7h12M8 12h12M4 17h12M19 7h1M4 12h1M19 17h1",
    sources: ["segment"],
    samples: ["node", "python", "php", "ruby", "npm", "segment"],
  },
  {
    kind: "beacon",
    name: "Beacon API",
    summary: "Plain JSON over HTTP, from anything that can make a request.",
    mark: "M12 21V11M9 8a3 3 0 1 1 6 0 3 3 0 0 1-6 0M6 13a8 8 0 1 1 12 0",
    sources: ["beacon"],
    samples: ["curl"],
  },
];

export async function listSources(scope: Scope): Promise<ShownSource[]> {
  const seen = await lastSeen(scope);
  return WAYS.map(({ sources, ...way }) => {
    const times = sources.flatMap((source) => seen.get(SOURCES.indexOf(source)) ?? []);
    return { ...way, lastSeenAt: times.length > 0 ? new Date(Math.max(...times.map((at) => at.getTime()))) : null };
  });
}

async function lastSeen({ db, projectId }: Scope): Promise<Map<number, Date>> {
  const { rows } = await db.execute<{ source: number; at: string }>(sql`
    select source, max(received_at) as at
    from (select source, received_at from events where project_id = ${projectId} order by received_at desc, id desc limit ${LATEST}) latest
    group by source`);
  return new Map(rows.map(({ source, at }) => [source, new Date(at)]));
}
