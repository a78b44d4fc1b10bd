import { describe, expect, test } from "vitest";
import { addressOf, fullAddressOf } from "@/lib/auth/address";

const from = (peer: string | null, forwarded?: string) =>
  addressOf(new Headers({ ...(peer && { "x-peer": peer }), ...(forwarded && { "x-forwarded-for": forwarded }) }), "x-peer");

describe("where a caller is", () => {
  test("is told by the connection, whatever the caller claims", () => {
    expect(from("198.51.100.7", "203.0.113.5")).toBe("198.51.100.7");
    expect(from("::ffff:198.51.100.7", "203.0.113.5")).toBe("198.51.100.7");
  });

  test("is told by a proxy nearby, which appends what it knows to what it was told", () => {
    expect(from("127.0.0.1", "1.2.3.4, 203.0.113.5")).toBe("203.0.113.5");
    expect(from("10.0.0.3", "203.0.113.5")).toBe("203.0.113.5");
    expect(from("fd00::1", "203.0.113.5")).toBe("203.0.113.5");
  });

  test("is the machine itself when nobody stands between", () => expect(from("127.0.0.1")).toBe("127.0.0.1"));

  test("is told in full where it is kept and not counted", () => {
    expect(fullAddressOf(new Headers({ "x-peer": "2001:db8:1:2:3:4:5:6" }), "x-peer")).toBe("2001:db8:1:2:3:4:5:6");
    expect(fullAddressOf(new Headers({ "x-peer": "127.0.0.1", "x-forwarded-for": "1.2.3.4, 203.0.113.5" }), "x-peer")).toBe("203.0.113.5");
  });

  test("is one place for all addresses of an IPv6 network", () => {
    expect(from("2001:db8:1:2:3:4:5:6")).toBe("2001:db8:1:2::/64");
    expect(from("2001:db8:1:2::9")).toBe("2001:db8:1:2::/64");
    expect(from("2001:0db8:1:2:ffff::9")).toBe("2001:db8:1:2::/64");
    expect(from("2001:db8::9")).toBe("2001:db8:0:0::/64");
  });
});
