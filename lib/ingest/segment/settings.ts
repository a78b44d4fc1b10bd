import { env } from "@/lib/env";
import { AppError } from "@/lib/errors";
import { type Admit, type Answer, json, type Knock, openKey, preflight } from "@/lib/ingest/door";

const METHODS = "GET, OPTIONS";
const BRIEFLY = { "cache-control": "public, max-age=60" };

/** `GET /v1/projects/<key>/settings`: what Segment's browser SDK asks for before it starts. */
export async function answerSettings({ method, path }: Knock, admit: Admit): Promise<Answer> {
  if (method === "OPTIONS") return preflight(METHODS);
  const [, apiKey = "", what] = path.split("/");
  if (method !== "GET" || what !== "settings") throw new AppError("NOT_FOUND", `There is nothing at ${method} /v1/${path}.`);
  await admit(openKey(apiKey));
  const { protocol, host } = new URL(env().APP_URL);
  const ours = { apiKey, apiHost: `${host}/v1`, protocol: protocol.replace(":", ""), ...BUNDLED };
  return json(200, { integrations: { "Segment.io": ours }, ...REST }, BRIEFLY);
}

/** What the SDK asks about and we have nothing to say to. */
const BUNDLED = {
  ...{ unbundledIntegrations: [], addBundledMetadata: true, maybeBundledConfigIds: {} },
  versionSettings: { version: "4.4.7", componentTypes: ["browser"] },
};
const ENABLED = { enabled: true, integrations: {} };
const REST = {
  plan: { track: { __default: ENABLED }, identify: { __default: ENABLED }, group: { __default: ENABLED } },
  ...{ edgeFunction: {}, analyticsNextEnabled: true, middlewareSettings: {}, enabledMiddleware: {} },
  ...{ metrics: { sampleRate: 0 }, legacyVideoPluginsEnabled: false, remotePlugins: [] },
};
