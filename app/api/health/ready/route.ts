import { readiness } from "@/lib/web/health";

/** GET /api/health/ready: 200 when everything that is needed works, else 503 and what does not. */
export async function GET() {
  const parts = await readiness();
  const ready = Object.values(parts).every(Boolean);
  return Response.json({ ready, ...parts }, { status: ready ? 200 : 503, headers: { "cache-control": "no-store" } });
}
