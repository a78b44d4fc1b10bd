/** The same event in the ways that most people begin with. Host and key are the project's own, so that it runs as it is pasted. */
export function snippetsFor(host: string, publicKey: string) {
  const { protocol, host: place } = new URL(host);
  return [
    { value: "curl", label: "curl", code: curl(host, publicKey) },
    { value: "node", label: "Node", code: node(host, publicKey) },
    { value: "browser", label: "Browser", code: browser(host, place, protocol.replace(":", ""), publicKey) },
  ] as const;
}

const curl = (host: string, key: string) => `curl ${host}/beacon/events \\
  -H 'Authorization: Bearer ${key}' \\
  -d '{"email":"ada@example.com","action":"Signed Up","properties":{"plan":"pro"}}'`;

const node = (host: string, key: string) => `// npm install @segment/analytics-node
import { Analytics } from "@segment/analytics-node";

const analytics = new Analytics({ writeKey: "${key}", host: "${host}" });

analytics.identify({ userId: "ada", traits: { email: "ada@example.com" } });
analytics.track({ userId: "ada", event: "Signed Up", properties: { plan: "pro" } });
await analytics.closeAndFlush();`;

const browser = (host: string, place: string, protocol: string, key: string) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${key}", cdnURL: "${host}" },
  { integrations: { "Segment.io": { apiHost: "${place}/v1", protocol: "${protocol}" } } },
);

analytics.identify("ada", { email: "ada@example.com" });
analytics.track("Signed Up", { plan: "pro" });`;
