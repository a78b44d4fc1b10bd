import { randomUUID } from "node:crypto";
import { Connection } from "../bench/http.ts";
import type { RunningInstance } from "../support/running.ts";
import { wait } from "./crew.ts";

type Listed = { data: { id: string; status: string }[] };

/** One live automation, that everybody enters who leaves a basket, and waits in: one visit, and no email. Answers its id. */
export async function anAutomation(instance: RunningInstance, minutes = 60 * 24): Promise<string> {
  const { data } = await instance.core<Listed>("/automations");
  for (const { id, status } of data) if (status === "live") await instance.core(`/automations/${id}`, { status: "paused" }, "PATCH");
  const flow = { trigger: { type: "event", name: "Basket Left" }, entry: "once", steps: [{ id: "wait", type: "wait", minutes }] };
  const { id } = await instance.core<{ id: string }>("/automations", { name: "Baskets", flow });
  await instance.core(`/automations/${id}`, { status: "live" }, "PATCH");
  return id;
}

/** A call of somebody whom nobody knows yet. `Basket Left` starts the automation, any other name nothing. */
const callOf = (instance: RunningInstance, action: string) => {
  const body = JSON.stringify({ email: `${randomUUID()}@example.com`, action });
  return `POST /beacon/events HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer ${instance.facts.project.publicKey}\r\nContent-Length: ${Buffer.byteLength(body)}\r\n\r\n${body}`;
};

/** As many calls as are answered by `count` connections in a while, a second. */
export async function answeredASecond(instance: RunningInstance, action: string, seconds: number, count = 8): Promise<number> {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(instance.facts.url)));
  const until = performance.now() + seconds * 1_000;
  let answered = 0;
  const send = async (connection: Connection) => {
    while (performance.now() < until) {
      if ((await connection.send(callOf(instance, action))) !== 200) throw new Error("A call was not taken.");
      answered++;
    }
    connection.close();
  };
  await Promise.all(connections.map(send));
  return answered / seconds;
}

/** Calls at a steady rate for a while; how long each took to be answered, in milliseconds. */
export async function steadily(instance: RunningInstance, action: string, rate: number, seconds: number): Promise<number[]> {
  const connections = await Promise.all(Array.from({ length: 8 }, () => Connection.open(instance.facts.url)));
  const free = [...connections];
  const begun = performance.now();
  const took: number[] = [];
  const send = async () => {
    const sent = performance.now();
    while (free.length === 0) await wait(1);
    const connection = free.pop()!;
    if ((await connection.send(callOf(instance, action))) !== 200) throw new Error("A call was not taken.");
    took.push(performance.now() - sent);
    free.push(connection);
  };
  const pending: Promise<void>[] = [];
  for (let n = 0; n < rate * seconds; n++) {
    await wait(begun + (n * 1_000) / rate - performance.now());
    pending.push(send());
  }
  await Promise.all(pending);
  for (const connection of connections) connection.close();
  return took;
}
