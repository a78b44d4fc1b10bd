import { chmodSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { createServer } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { defaultAddress, requireFreePort } from "@/scripts/launch/address";
import { secretsOf, takeDataFolder } from "@/scripts/launch/data";
import { lockFolder } from "@/scripts/launch/lock";
import { readOptions } from "@/scripts/launch/options";
import { keep, type Running } from "@/scripts/launch/supervisor";

const NOBODY = 65_534;
const aFolder = () => mkdtempSync(join(tmpdir(), "crowdpower-launch-"));

describe("the command line", () => {
  test("has a default for everything, and listens on this machine only", () => {
    expect(readOptions([], { NODE_ENV: "test", INIT_CWD: "/home/ada" })).toEqual({
      port: 3000,
      host: "127.0.0.1",
      data: "/home/ada/.data",
      role: "all",
      dev: false,
      build: true,
      logsHere: false,
    });
  });

  test("finds the data folder from where the person stood", () => {
    const options = readOptions(["--port", "4000", "--data", "./elsewhere", "--no-build"], { NODE_ENV: "test", INIT_CWD: "/home/ada" });
    expect(options).toMatchObject({ port: 4000, data: "/home/ada/elsewhere", build: false });
  });

  test.each([["--port", "70000"], ["--port", "web"], ["--prot", "1"], ["--only", "half"], ["stray"]])(
    "refuses %s %s with a sentence",
    (...args) => {
      expect(() => readOptions(args)).toThrow(/--port must be|--prot|--only takes|stray/);
    },
  );

  test.each([
    ["0.0.0.0", "http://127.0.0.1:80"],
    ["::1", "http://[::1]:80"],
    ["box.local", "http://box.local:80"],
  ])("reaches %s at %s", (host, url) => {
    expect(defaultAddress(host, 80)).toBe(url);
  });
});

describe("the data folder", () => {
  test("makes its secrets once, for its owner's eyes, and never again once there is data", () => {
    const folder = aFolder();
    const secrets = secretsOf(folder);
    expect(secrets.AUTH_SECRET.length).toBeGreaterThanOrEqual(32);
    expect(statSync(join(folder, "secrets.json")).mode & 0o077).toBe(0);
    expect(secretsOf(folder)).toEqual(secrets);

    const lost = aFolder();
    mkdirSync(join(lost, "postgres"));
    expect(() => secretsOf(lost)).toThrow(/secrets\.json is missing.+Put it back/);
    expect(existsSync(join(lost, "secrets.json"))).toBe(false);
  });

  test("has one launcher at a time, and says where the other is", async () => {
    const folder = aFolder();
    await takeDataFolder(folder);
    writeFileSync(join(folder, "instance.json"), JSON.stringify({ url: "http://127.0.0.1:3000" }));
    await expect(takeDataFolder(folder)).rejects.toThrow(/already running on .+, at http:\/\/127\.0\.0\.1:3000/);
  });

  test("that cannot be made is told in a sentence", async () => {
    const file = join(aFolder(), "file");
    writeFileSync(file, "");
    chmodSync(file, 0o400);
    await expect(takeDataFolder(join(file, "data"))).rejects.toThrow(/cannot be written \(ENOTDIR\)/);
    expect(readFileSync(file, "utf8")).toBe("");
  });

  test("that only others may write to is told in a sentence", async () => {
    const folder = aFolder();
    chmodSync(folder, 0o500);
    const isRoot = process.geteuid?.() === 0; // who may write to every folder
    if (isRoot) process.seteuid?.(NOBODY);
    try {
      await expect(takeDataFolder(folder)).rejects.toThrow(/cannot be written \(EACCES\)\. Give another: npm start -- --data/);
    } finally {
      if (isRoot) process.seteuid?.(0);
    }
    expect(readdirSync(folder)).toEqual([]);
  });

  test("is free again as soon as its lock is given back", async () => {
    const folder = aFolder();
    const release = await lockFolder(folder, "test");
    expect(await lockFolder(folder, "test")).toBeUndefined();
    release?.();
    expect(await lockFolder(folder, "test")).toBeDefined();
  });
});

test("a port in use is told in a sentence that names another", async () => {
  const server = createServer();
  onTestFinished(() => void server.close());
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as { port: number };
  await expect(requireFreePort("127.0.0.1", port, 0)).rejects.toThrow(
    `Port ${port} is already in use. Stop what uses it, or choose another: npm start -- --port ${port + 1}`,
  );
});

describe("whoever is kept running", () => {
  /** Lives until it is told to die. */
  function aProgram() {
    const lives: (() => void)[] = [];
    const begin = async (): Promise<Running> => {
      let die = () => {};
      const exited = new Promise<string>((resolve) => {
        die = () => resolve("SIGKILL");
      });
      lives.push(die);
      return { pid: lives.length, exited, stop: async () => die() };
    };
    return { lives, begin };
  }

  test("is begun again when it ends, and not after it was stopped", async () => {
    const { lives, begin } = aProgram();
    const told: string[] = [];
    const kept = await keep("web", begin, (line) => told.push(line));
    lives[0]?.();
    await expect.poll(() => lives.length, { timeout: 1_000 }).toBe(2);
    await kept.stop();
    expect(lives).toHaveLength(2);
    expect(told).toEqual(["web ended (SIGKILL) and is started again."]);
  });

  test("is tried again after a beginning that failed, but the first failure is the caller's", async () => {
    const { lives, begin } = aProgram();
    const told: string[] = [];
    const attempts = [begin, () => Promise.reject(new Error("no room")), begin];
    const kept = await keep(
      "Postgres",
      () => attempts.shift()?.() ?? begin(),
      (line) => told.push(line),
    );
    lives[0]?.();
    await expect.poll(() => lives.length, { timeout: 5_000 }).toBe(2);
    expect(told).toEqual(["Postgres ended (SIGKILL) and is started again.", "no room"]);
    await kept.stop();
    await expect(
      keep(
        "Postgres",
        () => Promise.reject(new Error("no room")),
        () => {},
      ),
    ).rejects.toThrow("no room");
  });
});
