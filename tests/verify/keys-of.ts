import { ask, eachOf } from "./http.ts";
import { coreRoutes, type Found, saying } from "./isolation-of.ts";
import { changedBetween, stateOf, type World } from "./world.ts";

/** What anybody can do with a key from a website's source: report, in its own project, and nothing else (X2). */
export async function publicKeyOf(world: World): Promise<Found> {
  const found: Found = { tried: 0, doors: coreRoutes().length, leaks: [], missing: [] };
  const { db, mine, theirs } = world;
  const [before, beforeTheirs] = [await stateOf(db, mine.id), await stateOf(db, theirs.id)];
  await refusedByCore(world, found);
  for (const table of changedBetween(before, await stateOf(db, mine.id))) found.leaks.push(`Core API: ${table} has changed`);
  await staysAtHome(world, found);
  for (const table of changedBetween(beforeTheirs, await stateOf(db, theirs.id)))
    found.leaks.push(`another project's ${table} has changed`);
  await decidesNothing(world, found);
  return found;
}

const bearer = (key: string) => ({ authorization: `Bearer ${key}` });

/** Every way in which a key can be shown to the Core API. */
async function refusedByCore(world: World, found: Found) {
  const { url, mine } = world;
  const { host } = new URL(url);
  const ways: Record<string, { headers: Record<string, string>; query?: Record<string, string> }> = {
    "as a bearer": { headers: bearer(mine.publicKey) },
    "as basic": { headers: { authorization: `Basic ${Buffer.from(`${mine.publicKey}:`).toString("base64")}` } },
    "in the address": { headers: {}, query: { key: mine.publicKey, writeKey: mine.publicKey } },
    twice: { headers: { authorization: `Bearer ${mine.publicKey}, Bearer ${mine.secretKey}` } },
    "named as secret": { headers: bearer(mine.publicKey.replace("pk_", "sk_")) },
    "named as an application's": { headers: bearer(mine.publicKey.replace("pk_", "ak_")) },
  };
  const tries = coreRoutes().flatMap((one) => Object.entries(ways).map(([way, shown]) => ({ ...one, way, ...shown })));
  await eachOf(tries, async ({ method, address, way, headers, query = {} }) => {
    const answer = await ask(url, { ...saying(method, address, world, query), headers: { host, ...headers } });
    found.tried += 1;
    if (![401, 403].includes(answer.status)) found.leaks.push(`${method} ${address} with a public key ${way}: answers ${answer.status}`);
    if (answer.text.includes(world.mark)) found.leaks.push(`${method} ${address} with a public key ${way}: shows what is in the project`);
  });
}

/** Whatever a call says of another project, it is recorded in the key's own. */
async function staysAtHome({ url, mine, theirs }: World, found: Found) {
  const said = {
    project: theirs.slug,
    project_id: theirs.id,
    projectId: theirs.id,
    writeKey: theirs.publicKey,
    email: "eve@example.com",
    action: "X",
  };
  const names = { "x-project-id": String(theirs.id), "x-project": theirs.slug, "x-write-key": theirs.publicKey };
  for (const path of ["/beacon/events", "/beacon/customers", `/beacon/events?project=${theirs.slug}&project_id=${theirs.id}`]) {
    const answer = await ask(url, { method: "POST", path, headers: { ...bearer(mine.publicKey), ...names }, body: JSON.stringify(said) });
    found.tried += 1;
    if (answer.status >= 500) found.leaks.push(`${path}: answers ${answer.status}`);
  }
}

/** It decides nobody's consent, joins no two known people and reads nothing back. */
async function decidesNothing({ url, mine, mark, db }: World, found: Found) {
  const kept = async () => {
    const { rows } = await db.query(
      "select (select count(*)::int from unsubscribes where project_id = $1) as left, (select count(*)::int from suppressions where project_id = $1) as kept, (select count(distinct customer_id)::int from customer_identities where project_id = $1 and kind = 'user_id') as people",
      [mine.id],
    );
    return JSON.stringify(rows);
  };
  const before = await kept();
  const basic = { authorization: `Basic ${Buffer.from(`${mine.publicKey}:`).toString("base64")}` };
  const tries: [string, Record<string, string>, object][] = [
    ["/v1/alias", basic, { previousId: `${mark}-0`, userId: `${mark}-1` }],
    ["/v1/identify", basic, { userId: `${mark}-0`, traits: { email: `${mark}-1@example.com`, unsubscribed: true, subscribed: false } }],
    ["/v1/identify", basic, { userId: `${mark}-0`, anonymousId: "shared", traits: { unsubscribed_at: "2020-01-01T00:00:00Z" } }],
    [
      "/beacon/customers",
      bearer(mine.publicKey),
      { email: `${mark}-2@example.com`, unsubscribed: true, unsubscribed_at: "2020-01-01T00:00:00Z" },
    ],
  ];
  for (const [path, headers, body] of tries) {
    const answer = await ask(url, { method: "POST", path, headers, body: JSON.stringify(body) });
    found.tried += 1;
    if (answer.text.includes("cus_") || answer.text.includes(mark)) found.leaks.push(`${path} with a public key: answers what is known`);
  }
  if ((await kept()) !== before) found.leaks.push(`a public key changed consent or joined people: ${before} became ${await kept()}`);
}
