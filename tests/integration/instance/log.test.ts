import { once } from "node:events";
import { describe, expect, test } from "vitest";
import { openPool, sqlPool } from "@/db/client";
import { AppError } from "@/lib/errors";
import { createLogger } from "@/lib/log";
import { reportPage } from "@/lib/web/report";

function logged(...entry: Parameters<ReturnType<typeof createLogger>["info"]>) {
  let line = "";
  createLogger("info", { write: (text: string) => (line += text) }).info(...entry);
  return line;
}

test("a log line is JSON with its time, its level and the request it belongs to", () => {
  expect(JSON.parse(logged({ requestId: "r1" }, "done"))).toMatchObject({
    level: "info",
    requestId: "r1",
    msg: "done",
    time: expect.stringMatching(/^\d{4}-.+Z$/),
  });
});

describe("a page that could not be shown", () => {
  const told = (error: unknown, routePath = "/[project]/customers", path = "/acme/customers?q=ada@example.com&cursor=x") => {
    let line = "";
    const to = createLogger("info", { write: (text: string) => (line += text) });
    reportPage(error, { path, routePath, method: "GET", headers: { "x-request-id": "r1", cookie: "crowdpower=secret" } }, to);
    return line;
  };

  test("is one line with the digest that the page shows, the request and the error, and without what was asked or carried", () => {
    const line = told(Object.assign(new Error("no such column; key sk_0123456789abcdef"), { digest: "1234567890" }));
    expect(JSON.parse(line)).toMatchObject({
      level: "error",
      digest: "1234567890",
      requestId: "r1",
      method: "GET",
      path: "/acme/customers",
      err: { message: "no such column; key sk_[secret]", stack: expect.any(String) },
    });
    expect(line).not.toMatch(/ada@|cursor=|crowdpower=|0123456789abcdef/);
    expect(line.trim()).not.toContain("\n");
  });

  test("is not told by an address that lets somebody in", () => {
    const line = told(new Error("oh"), "/sign-in/[token]", "/sign-in/aTokenThatSignsIn");
    expect(JSON.parse(line).path).toBe("/sign-in/[token]");
    expect(line).not.toContain("aTokenThatSignsIn");
  });

  test("is no failure where somebody was refused", () => expect(told(new AppError("FORBIDDEN", "You may not."))).toBe(""));
});

test.each([
  ["a header", { request: { headers: { authorization: "Bearer sk_0123456789abcdef" } } }, "0123456789abcdef"],
  ["a key in a text", { url: "/v1/batch?key=pk_0123456789abcdef" }, "0123456789abcdef"],
  ["a secret by its name", { secret: "hunter2", inner: { password: "hunter2", deep: { token: "hunter2" } } }, "hunter2"],
  ["the person of an address", { to: ["ada.lovelace@example.com"], note: "sent to <ada.lovelace@example.com>" }, "lovelace"],
  ["what an error says", { err: new Error("no such user: ada.lovelace@example.com, sk_0123456789abcdef") }, /lovelace|0123456789abcdef/],
  ["the password of a database", { err: new Error("cannot connect to postgres://app:hunter2@db/app") }, "hunter2"],
])("%s is not in the log", (_, entry, secret) => {
  expect(logged(entry, "x")).not.toMatch(secret);
});

test("the domain of an address stays, because it is what finds a delivery problem", () => {
  expect(logged({ to: "ada@example.com" }, "sent to ada@example.com")).toMatch(/\[someone\]@example\.com.+\[someone\]@example\.com/);
});

test("what hangs on an error costs no word of the error, even if it cannot be written", () => {
  const unwritable = {
    toJSON() {
      throw new Error("not to be written");
    },
  };
  const cause = new Error("Postgres is away");
  const error = Object.assign(new Error("the query failed", { cause }), { code: "57P01", params: [unwritable] });
  const { err } = JSON.parse(logged({ err: error }, "x"));
  expect(err).toMatchObject({ type: "Error", code: "57P01", message: "the query failed: Postgres is away" });
  expect(err.stack).toContain("log.test");
});

test("a connection that was cut does not take all that it is into the log", async () => {
  const pool = openPool(process.env.DATABASE_URL, 1);
  const { rows } = await pool.query<{ pid: number }>("select pg_backend_pid() as pid");
  const [[error]] = await Promise.all([once(pool, "error"), sqlPool.query("select pg_terminate_backend($1)", [rows[0]!.pid])]);
  expect(logged({ err: error }, "x")).not.toContain("connectionParameters");
  await pool.end();
});
