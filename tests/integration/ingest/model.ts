import { publicId } from "@/db/ids";
import type { Item } from "@/lib/ingest/item";

type Claim = { rank: [known: number, at: number, callId: string]; by: string };

/** Two names that somebody held together by hand: the first hangs under the second, or both are user ids. */
export type Held = [under: string, above: string];

/** What a set of calls means, said again without a database and without order: read all of them, then decide. */
export function modelOf(items: Item[], held: readonly Held[] = []) {
  const once = [...new Map(items.map((item) => [item.callId, item])).values()];
  const [claims, users] = [new Map<string, Claim[]>(), new Map<string, string>()];
  const names = new Set<string>();
  for (const { call, at, callId } of once) {
    const by = call.userId ? `user_id ${call.userId}` : call.anonymousId ? `anonymous_id ${call.anonymousId}` : `email ${call.email}`;
    const rank: Claim["rank"] = [call.userId ? 0 : 1, at, callId];
    const claimed = [
      ...(call.userId && call.anonymousId ? [`anonymous_id ${call.anonymousId}`] : []),
      ...(call.type === "alias" ? [`anonymous_id ${call.previousId}`] : []),
      ...(call.email && by !== `email ${call.email}` ? [`email ${call.email}`] : []),
    ];
    for (const name of [by, ...claimed]) names.add(name);
    for (const name of claimed) claims.set(name, [...(claims.get(name) ?? []), { rank, by }]);
    if (call.userId) users.set(by, by);
  }
  const rootOfUser = (user: string): string => (users.get(user) === user ? user : rootOfUser(users.get(user)!));
  for (const { call } of once) {
    if (call.type !== "alias" || !users.has(`user_id ${call.previousId}`)) continue;
    const [a, b] = [rootOfUser(`user_id ${call.previousId}`), rootOfUser(`user_id ${call.userId}`)];
    users.set(a, b);
  }
  for (const [a, b] of held) if (users.has(a) && users.has(b)) users.set(rootOfUser(a), rootOfUser(b));
  const hung = new Map(held.filter(([under]) => !users.has(under)));
  const best = (name: string) => (claims.get(name) ?? []).toSorted((a, b) => compare(a.rank, b.rank))[0];
  const rootOf = (name: string): string => {
    if (users.has(name)) return rootOfUser(name);
    const above = hung.get(name) ?? best(name)?.by;
    return above === undefined ? name : rootOf(above);
  };
  const roots = [...new Set([...names].map(rootOf))];
  const people = roots.map((root) =>
    person([...names].filter((name) => rootOf(name) === root).sort(), once, (name) => best(name)?.rank[1]),
  );
  const namesOf = (root: string) => [...names].filter((name) => rootOf(name) === root).sort();
  const conflicts = [...claims].flatMap(([name, all]) => {
    const others = [...new Set(all.map(({ by }) => by))].filter((by) => rootOf(by) !== rootOf(name));
    return others.map((by) => `${name}: ${namesOf(rootOf(name))} not ${namesOf(rootOf(by))}`);
  });
  return { people: people.sort((a, b) => (a.names.join() < b.names.join() ? -1 : 1)), conflicts: conflicts.sort() };
}

const compare = (a: Claim["rank"], b: Claim["rank"]) => a[0] - b[0] || a[1] - b[1] || (a[2] < b[2] ? -1 : 1);

const subject = ({ call }: Item) =>
  call.userId ? `user_id ${call.userId}` : call.anonymousId ? `anonymous_id ${call.anonymousId}` : `email ${call.email}`;

function person(names: string[], all: Item[], claimedAt: (name: string) => number | undefined) {
  const items = all.filter((item) => names.includes(subject(item)));
  const writes = new Map<string, { at: number; value: unknown }>();
  for (const { call, at } of items) {
    for (const [key, value] of Object.entries(call.type === "identify" ? call.traits : {})) {
      const before = writes.get(key);
      if (!before || at > before.at || (at === before.at && JSON.stringify(value) > JSON.stringify(before.value)))
        writes.set(key, { at, value });
    }
  }
  const times = items.map(({ at }) => at);
  const events = items.filter(({ call }) => call.type === "track").sort((a, b) => a.at - b.at || (a.event < b.event ? -1 : 1));
  return {
    names,
    email: addressOf(names, writes.get("email"), claimedAt),
    traits: Object.fromEntries([...writes].filter(([, { value }]) => value !== null).map(([key, { value }]) => [key, value])),
    firstSeenAt: new Date(Math.min(...times)),
    lastSeenAt: new Date(Math.max(...times)),
    events: events.map(({ event }) => `Seen ${publicId("event", event)}`),
  };
}

function addressOf(names: string[], told: { value: unknown } | undefined, claimedAt: (name: string) => number | undefined): string | null {
  const held = names.filter((name) => name.startsWith("email ")).map((name) => ({ address: name.slice(6), at: claimedAt(name) ?? 0 }));
  if (told?.value === null) return null;
  if (held.some(({ address }) => address === told?.value)) return told?.value as string;
  return held.sort((a, b) => b.at - a.at || (a.address < b.address ? 1 : -1))[0]?.address ?? null;
}
