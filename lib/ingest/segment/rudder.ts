import { json, openKey, preflight } from "@/lib/ingest/door";
import { doorOf } from "@/lib/ingest/problems";
import { keyOf } from "@/lib/ingest/segment/door";

/** `GET /sourceConfig/`: what RudderStack's browser SDK asks for before it starts. We are its whole data plane, with no destinations. */
export const rudderConfig = doorOf({ maxBytes: 0, tooLarge: 400 }, async (knock, admit) => {
  if (knock.method === "OPTIONS") return preflight("GET, OPTIONS");
  const writeKey = keyOf(knock) ?? openKey(knock.query.get("writeKey"));
  const { projectId, clock } = await admit(writeKey);
  const id = String(projectId);
  const config = { statsCollection: { errors: { enabled: false }, metrics: { enabled: false } } };
  const source = {
    id,
    name: "CrowdPower",
    writeKey,
    enabled: true,
    workspaceId: id,
    connections: [],
    config,
    dataplanes: {},
    destinations: [],
  };
  return json(200, { source, updatedAt: clock.now().toISOString() }, { "cache-control": "no-cache" });
});
