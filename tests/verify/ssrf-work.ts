import { createServer, type Server } from "node:net";
import { callOut } from "@/lib/outgoing/call";
import { TargetRefused } from "@/lib/outgoing/target";
import type { Figure } from "../bench/harness.ts";
import { aListener, answering } from "../support/listener.ts";
import { HOSTILE_NAMES, HOSTILE_TARGETS } from "../support/targets.ts";

type Try = { url: string; resolve?: Parameters<typeof callOut>[1] };

const addresses = (list: string) => list.split(",").map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

/** Tries each target by http and https, each name that leads inside, one that changes its mind, and a redirect. */
export async function tryAll(): Promise<Figure[]> {
  const sinks = await Promise.all(["0.0.0.0", "::1"].map(aSink));
  const port = sinks[0]!.port;
  const direct = HOSTILE_TARGETS.flatMap((host) => ["http", "https"].map((protocol): Try => ({ url: `${protocol}://${host}:${port}/` })));
  const named = HOSTILE_NAMES.map(
    ({ name, answers }): Try => ({ url: `https://${name}:${port}/`, resolve: async () => addresses(answers[0]!) }),
  );
  let refused = 0;
  for (const { url, resolve } of [...direct, ...named]) if (await isRefused(url, resolve)) refused += 1;
  const connections = sinks.reduce((sum, sink) => sum + sink.connections(), 0);
  for (const { server } of sinks) server.close();

  const { followed, looks } = await redirectAndRebinding();
  const all = direct.length + named.length;
  return [
    figure("targets tried", HOSTILE_TARGETS.length + HOSTILE_NAMES.length, HOSTILE_TARGETS.length >= 80),
    figure("attempts", all, true),
    figure("attempts that ended in nothing", refused, refused === all),
    figure("connections seen by local sinks", connections, connections === 0),
    figure("redirects followed", followed, followed === 0),
    figure("looks at a name for one call", looks, looks === 1),
  ];
}

const figure = (name: string, value: number, ok: boolean): Figure => ({
  name,
  value,
  unit: "",
  yardstick: null,
  ratio: null,
  aim: null,
  ok,
});

async function aSink(host: string): Promise<{ server: Server; port: number; connections: () => number }> {
  let seen = 0;
  const server = createServer((socket) => {
    seen += 1;
    socket.destroy();
  });
  await new Promise<void>((resolve) => server.listen(0, host, resolve));
  return { server, port: (server.address() as { port: number }).port, connections: () => seen };
}

/** An answer of any kind would be a failure; so would be a bug that is no refusal. */
async function isRefused(url: string, resolve: Try["resolve"]): Promise<boolean> {
  try {
    await callOut({ url, timeoutMillis: 3_000 }, resolve);
    return false;
  } catch (error) {
    return error instanceof TargetRefused || (error as Error).name === "NoAnswer";
  }
}

async function redirectAndRebinding(): Promise<{ followed: number; looks: number }> {
  process.env.ALLOW_LOOPBACK_TARGETS = "1";
  const server = await aListener();
  try {
    server.next.push(answering(307, "", { location: `${server.url}/inside` }));
    await callOut({ url: server.url });
    const followed = server.heard.length - 1;
    let looks = 0;
    await callOut({ url: `http://localhost:${server.port}/` }, async () => addresses(++looks === 1 ? "127.0.0.1" : "10.0.0.1"));
    return { followed, looks };
  } finally {
    delete process.env.ALLOW_LOOPBACK_TARGETS;
    await server.stop();
  }
}
