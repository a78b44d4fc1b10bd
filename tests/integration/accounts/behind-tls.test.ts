import { NextRequest } from "next/server";
import { expect, test } from "vitest";
import { nextAuth } from "@/lib/auth/next-auth";
import { proxy } from "@/proxy";

process.env.APP_URL = "https://app.test"; // read when the first of these asks for it

const entered = { userId: "usr_1", sessionId: "0198c0de-0000-7000-8000-000000000001" };
const asked = (path: string, init: { method?: string; body?: URLSearchParams; headers?: HeadersInit } = {}) =>
  new NextRequest(`https://app.test${path}`, init);
const carried = (response: Response) => response.headers.getSetCookie().map((cookie) => cookie.split(";")[0]);

test("behind TLS a session's cookie is for this host and for TLS alone, and no script reads it", async () => {
  const { GET, POST } = nextAuth(entered).handlers;
  const csrf = await GET(asked("/api/auth/csrf"));
  const { csrfToken } = (await csrf.json()) as { csrfToken: string };
  const headers = { cookie: carried(csrf).join("; ") };
  const given = await POST(asked("/api/auth/callback/proven", { method: "POST", body: new URLSearchParams({ csrfToken }), headers }));
  const session = given.headers.getSetCookie().find((cookie) => cookie.startsWith("__Host-crowdpower="));
  expect(session?.split("; ").slice(1)).toEqual(expect.arrayContaining(["Path=/", "HttpOnly", "Secure", "SameSite=Lax"]));
  expect(session).not.toMatch(/domain=/i);
  for (const cookie of [...csrf.headers.getSetCookie(), ...given.headers.getSetCookie()]) expect(cookie).toMatch(/; Secure/);
  const again = await nextAuth().handlers.GET(asked("/api/auth/session", { headers: { cookie: carried(given).join("; ") } }));
  expect(await again.json()).toMatchObject({ sessionId: entered.sessionId });
});

test("behind TLS a browser is told to come by TLS from now on", () => {
  const { headers } = proxy(asked("/sign-in"));
  expect(headers.get("strict-transport-security")).toBe("max-age=31536000; includeSubDomains");
  expect(headers.get("content-security-policy")).toContain("upgrade-insecure-requests");
});
