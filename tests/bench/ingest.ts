import { randomUUID } from "node:crypto";
import { once } from "node:events";
import { parseArgs } from "node:util";
import { from as copyFrom } from "pg-copy-streams";
import { randomOf, seedOf } from "../chaos/random.ts";
import { Arena, atLeast, compete, type Contender, type Figure, publish, type Result } from "./harness.ts";
import { Connection, keepBusy } from "./http.ts";

const { values: said } = parseArgs({
  options: {
    secs: { type: "string", default: "2" },
    rounds: { type: "string", default: "5" },
    conns: { type: "string", default: "8" },
    batch: { type: "string", default: "100,500" },
    single: { type: "boolean", default: false },
    seed: { type: "string" },
  },
});
const random = randomOf(seedOf(said.seed));
const timing = { rounds: Number(said.rounds), seconds: Number(said.secs), random };

/** People whom events are about: enough that hardly two events of a request are about the same one. */
const PEOPLE = 20_000;
/** One call in so many is an identify; the others are events. */
const IDENTIFIES = 20;
const NAMES = [
  "Page Seen",
  "Product Viewed",
  "Product Added",
  "Checkout Started",
  "Order Completed",
  "Invoice Paid",
  "Feature Used",
  "Search Done",
];

let n = 0;
const anyone = () => `user-${Math.floor(random() * PEOPLE)}`;
const nameOf = (i: number) => NAMES[i % NAMES.length]!;
const properties = (i: number) => ({
  sku: `SKU-${i % 997}`,
  price: (i % 9_000) / 100,
  currency: "EUR",
  plan: i % 3 ? "pro" : "free",
  url: `https://shop.example.com/products/${i % 997}`,
  position: i % 24,
});

function call(): object {
  const i = ++n;
  const messageId = `node-next-${Date.now()}-${randomUUID()}`;
  const common = {
    userId: anyone(),
    messageId,
    timestamp: new Date().toISOString(),
    context: { library: { name: "@segment/analytics-node", version: "3.1.0" } },
  };
  if (i % IDENTIFIES === 0) return { ...common, type: "identify", traits: { plan: i % 3 ? "pro" : "free", seats: i % 40, city: "Lisbon" } };
  return { ...common, type: "track", event: nameOf(i), properties: properties(i), integrations: {} };
}

const arena = await Arena.open();
const projectId = await arena.project();
const { host } = new URL(arena.url);
const head = (path: string, body: string) =>
  `POST ${path} HTTP/1.1\r\nHost: ${host}\r\nAuthorization: Basic ${btoa(`${arena.publicKey}:`)}\r\nContent-Type: application/json\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
const batchOf = (size: number) =>
  head(
    "/v1/batch",
    JSON.stringify({ batch: Array.from({ length: size }, call), writeKey: arena.publicKey, sentAt: new Date().toISOString() }),
  );
const senders = (count: number) => ({ url: arena.url, count });
type Senders = ReturnType<typeof senders>;

/** Makes the people, as a running project has them. */
async function settle() {
  const connection = await Connection.open(arena.url);
  for (let i = 0; i < PEOPLE; i += 500) {
    const batch = Array.from({ length: 500 }, (_, k) => ({
      type: "identify",
      userId: `user-${i + k}`,
      traits: { email: `user-${i + k}@example.com` },
    }));
    await connection.send(head("/v1/batch", JSON.stringify({ batch })));
  }
  connection.close();
  await arena.client.query("vacuum analyze");
  const { rows } = await arena.client.query<{ id: number }>("select id::int from customers where project_id = $1", [projectId]);
  return rows.map(({ id }) => id);
}
const customerIds = await settle();
const anyCustomer = () => customerIds[Math.floor(random() * customerIds.length)]!;

const COLUMNS =
  "project_id, id, customer_id, kind, source, name, properties, context, user_id, anonymous_id, email, occurred_at, received_at";
const rowText = (i: number, at: string) =>
  `${projectId}\t${randomUUID()}\t${anyCustomer()}\t0\t0\t${nameOf(i)}\t${JSON.stringify(properties(i))}\t\\N\tuser-${i % PEOPLE}\t\\N\t\\N\t${at}\t${at}\n`;

/** Yc: COPY into the real events table, one connection, one statement of many rows. */
const copying: Contender = {
  name: "Yc: COPY into events",
  unit: "events/s",
  async run(seconds) {
    const begun = performance.now();
    const stream = arena.client.query(copyFrom(`copy events (${COLUMNS}) from stdin`));
    let units = 0;
    while (performance.now() < begun + seconds * 1000) {
      const at = new Date().toISOString();
      let text = "";
      for (let k = 0; k < 500; k++) text += rowText(++n, at);
      units += 500;
      if (!stream.write(text)) await once(stream, "drain");
    }
    stream.end();
    await once(stream, "finish");
    return { units, seconds: (performance.now() - begun) / 1000 };
  },
};

const UNNEST = {
  name: "unnest500",
  text: `insert into events (${COLUMNS}) select $1, i, c, 0, 0, e, p, null, u, null, null, t, t
    from unnest($2::uuid[], $3::bigint[], $4::text[], $5::jsonb[], $6::text[], $7::timestamptz[]) as row (i, c, e, p, u, t) on conflict do nothing`,
};

/** Yu: a hand-written insert of 500 rows, prepared, one connection. */
const unnesting: Contender = {
  name: "Yu: UNNEST 500, ON CONFLICT DO NOTHING",
  unit: "events/s",
  async run(seconds) {
    const begun = performance.now();
    let units = 0;
    while (performance.now() < begun + seconds * 1000) {
      const is = Array.from({ length: 500 }, () => ++n);
      const at = new Date().toISOString();
      const columns = [
        is.map(() => randomUUID()),
        is.map(anyCustomer),
        is.map(nameOf),
        is.map((i) => JSON.stringify(properties(i))),
        is.map((i) => `user-${i % PEOPLE}`),
        is.map(() => at),
      ];
      await arena.client.query({ ...UNNEST, values: [projectId, ...columns] });
      units += 500;
    }
    return { units, seconds: (performance.now() - begun) / 1000 };
  },
};

function batches(size: number, connections: Senders): Contender {
  return {
    name: `P1: ${size} a request, ${connections.count} connections`,
    unit: "events/s",
    async run(seconds) {
      const { answered, ...took } = await keepBusy(connections, seconds, () => batchOf(size));
      return { units: answered * size, ...took };
    },
  };
}

const single = (connections: Senders): Contender => ({
  name: `P2: one a request, ${connections.count} connections`,
  unit: "requests/s",
  async run(seconds) {
    const { answered, ...took } = await keepBusy(connections, seconds, () =>
      head("/v1/track", JSON.stringify({ ...call(), type: "track", event: nameOf(n), writeKey: arena.publicKey })),
    );
    return { units: answered, ...took };
  },
});

/** Yn: a bare Next route of the same build that answers the JSON it is sent. */
const echo = (connections: Senders): Contender => ({
  name: "Yn: bare Next route, echo",
  unit: "requests/s",
  async run(seconds) {
    const body = JSON.stringify({ ...call(), type: "track", event: nameOf(n), writeKey: arena.publicKey });
    const { answered, ...took } = await keepBusy(connections, seconds, () => head(arena.echo, body));
    return { units: answered, ...took };
  },
});

/** For scale: the least that a Next route can do. */
const least = (connections: Senders): Contender => ({
  name: "GET /api/health/live",
  unit: "requests/s",
  async run(seconds) {
    const { answered, ...took } = await keepBusy(connections, seconds, () => `GET /api/health/live HTTP/1.1\r\nHost: ${host}\r\n\r\n`);
    return { units: answered, ...took };
  },
});

/** A sixth of what they reach on two quiet cores: what is slower than that measures something else. */
const FLOORS = { copy: 10_000, unnest: 6_000, echo: 300 };

function figure(name: string, unit: string, results: Map<string, Result>, yardstick: Figure | null, aim: number | null): Figure {
  const { median } = results.get(name)!;
  const ratio = yardstick ? median / yardstick.value : null;
  const ok = ratio === null || aim === null ? null : ratio >= aim && yardstick?.ok !== false;
  return { name, value: median, unit, yardstick: yardstick?.name ?? null, ratio, aim, ok };
}

const yardstick = ({ name, unit }: Contender, results: Map<string, Result>, floor: number): Figure =>
  atLeast(name, results.get(name)!.median, unit, floor);

const AIMS: Record<number, number> = { 100: 0.4, 500: 0.6 };
const figures: Figure[] = [];
const tellCpu = (results: Map<string, Result>) => {
  for (const [name, { least, most, cpu }] of results) {
    console.log(
      `${name.padEnd(44)} ${Math.round(least)}..${Math.round(most)}; CPU µs each: web ${cpu.web.toFixed(1)}, Postgres ${cpu.postgres.toFixed(1)}, client ${cpu.client.toFixed(1)}`,
    );
  }
};

async function measure() {
  if (!said.single) {
    const sizes = said.batch.split(",").map(Number);
    const connections = senders(Number(said.conns));
    const contenders = sizes.map((size) => batches(size, connections));
    const results = await compete(arena, [copying, unnesting, ...contenders], timing);
    tellCpu(results);
    const [copied, unnested] = [yardstick(copying, results, FLOORS.copy), yardstick(unnesting, results, FLOORS.unnest)];
    figures.push(copied, unnested, { ...figure(unnesting.name, "events/s", results, copied, null), name: "Yu beside Yc" });
    for (const [i, { name }] of contenders.entries()) figures.push(figure(name, "events/s", results, copied, AIMS[sizes[i]!] ?? null));
    const largest = contenders.at(-1)!.name;
    figures.push({ ...figure(largest, "events/s", results, unnested, 0.9), name: `${largest}, again` });
  }
  const connections = senders(32);
  const [bare, echoing, ours] = [least(connections), echo(connections), single(connections)];
  const results = await compete(arena, [bare, echoing, ours], timing);
  tellCpu(results);
  const echoed = yardstick(echoing, results, FLOORS.echo);
  figures.push(figure(bare.name, "requests/s", results, null, null), echoed, figure(ours.name, "requests/s", results, echoed, 0.85));
}

try {
  await measure();
} finally {
  await arena.close();
}
publish("ingest", figures);
