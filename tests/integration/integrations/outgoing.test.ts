import { afterEach, beforeEach, describe, expect, test } from "vitest";
import { isPublicAddress } from "@/lib/outgoing/addresses";
import { callOut } from "@/lib/outgoing/call";
import { excerptOf } from "@/lib/outgoing/excerpt";
import { TargetRefused } from "@/lib/outgoing/target";
import { aListener, answering } from "../../support/listener";
import { HOSTILE_NAMES, HOSTILE_TARGETS } from "../../support/targets";

let sink: Awaited<ReturnType<typeof aListener>>;
beforeEach(async () => {
  sink = await aListener();
});
afterEach(async () => {
  delete process.env.ALLOW_LOOPBACK_TARGETS;
  await sink.stop();
});

const refused = (url: string, resolve?: Parameters<typeof callOut>[1]) =>
  expect(callOut({ url, timeoutMillis: 2_000 }, resolve), url).rejects;
const answers = (list: string) => list.split(",").map((address) => ({ address, family: address.includes(":") ? 6 : 4 }));

describe("an address that somebody gives", () => {
  test("leads to no place but the public internet, however it is written", async () => {
    for (const host of HOSTILE_TARGETS) {
      for (const protocol of ["http", "https"]) await refused(`${protocol}://${host.replace(/(?=[#]|$)/, `:${sink.port}`)}/`).toThrow();
      await expect(callOut({ url: `https://${host}/`, timeoutMillis: 2_000 }), host).rejects.toThrow();
    }
    expect(sink.connections.count).toBe(0);
  });

  test("is checked at the very address that is connected to: a name that changes its mind leads nowhere", async () => {
    for (const { name, answers: said } of HOSTILE_NAMES) {
      await refused(`https://${name}:${sink.port}/`, async () => answers(said[0]!)).toBeInstanceOf(TargetRefused);
    }
    expect(sink.connections.count).toBe(0);

    process.env.ALLOW_LOOPBACK_TARGETS = "1";
    let looks = 0;
    const rebinding = async () => answers(++looks === 1 ? "127.0.0.1" : "10.0.0.1");
    expect(await callOut({ url: `http://localhost:${sink.port}/` }, rebinding)).toMatchObject({ status: 200 });
    expect(looks).toBe(1);
  });

  test("is https, without user and password", async () => {
    for (const url of [
      "http://example.com/",
      "ftp://example.com/",
      "file:///etc/passwd",
      "https://a:b@example.com/",
      "nonsense",
      "javascript:1",
    ])
      await refused(url).toBeInstanceOf(TargetRefused);
  });

  test("may be of this machine only where its owner says so, and then still of no other private network", async () => {
    process.env.ALLOW_LOOPBACK_TARGETS = "1";
    expect(await callOut({ url: `${sink.url}/hook`, body: "{}" })).toMatchObject({ status: 200, body: "ok" });
    await refused("https://10.0.0.1/").toBeInstanceOf(TargetRefused);
    await refused("https://169.254.169.254/").toBeInstanceOf(TargetRefused);
    await refused("http://example.com/").toBeInstanceOf(TargetRefused);
  });
});

test("public addresses are public", () => {
  for (const address of ["93.184.216.34", "1.1.1.1", "2606:4700:4700::1111", "2a00:1450:4001:80b::200e"])
    expect(isPublicAddress(address)).toBe(true);
  for (const text of ["", "example.com", "::ffff:1.1.1.1", "1.1.1"]) expect(isPublicAddress(text)).toBe(false);
});

describe("a call", () => {
  beforeEach(() => {
    process.env.ALLOW_LOOPBACK_TARGETS = "1";
  });

  test("follows no redirect", async () => {
    sink.next.push(answering(302, "", { location: `${sink.url}/inside` }));
    expect(await callOut({ url: sink.url })).toMatchObject({ status: 302 });
    expect(sink.heard).toHaveLength(1);
  });

  test("reads 64 KB and waits no longer than it may", async () => {
    sink.next.push(answering(200, "x".repeat(1_000_000)));
    expect((await callOut({ url: sink.url })).body).toHaveLength(64 * 1024);
    sink.next.push(() => undefined);
    await expect(callOut({ url: sink.url, timeoutMillis: 200 })).rejects.toMatchObject({
      reached: true,
      message: "It did not answer in time.",
    });
  });

  test("that reached nobody says so", async () => {
    const { port } = sink;
    await sink.stop();
    await expect(callOut({ url: `http://127.0.0.1:${port}/` })).rejects.toMatchObject({
      reached: false,
      message: "It refused the connection.",
    });
  });
});

test("an excerpt holds no address and no secret, and is one short line", () => {
  const said = excerptOf(`<p>ada@example.com</p>\n{"token":"sk_live_51HabcdefGHIJKLmnopqrstuv"} ${"words ".repeat(200)}`);
  expect(said).not.toMatch(/ada@example|sk_live|\n/);
  expect(said.length).toBeLessThanOrEqual(300);
});
