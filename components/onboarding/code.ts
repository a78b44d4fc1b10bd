type Way = { value: string; label: string; code: string; note?: string | undefined };

/** The same event in the ways that most people begin with. Host and key are the project's own, so that it runs as it is pasted. */
export function snippetsFor(host: string, publicKey: string, tagBytes: number | null): Way[] {
  const { protocol, host: place } = new URL(host);
  return [
    { value: "website", label: "Website", code: website(host, publicKey), note: weight(tagBytes, host) },
    { value: "curl", label: "curl", code: curl(host, publicKey) },
    { value: "node", label: "Node", code: node(host, publicKey) },
    { value: "python", label: "Python", code: python(host, publicKey) },
    { value: "php", label: "PHP", code: php(place, protocol === "https:", publicKey) },
    { value: "ruby", label: "Ruby", code: ruby(new URL(host), publicKey), note: protocol === "https:" ? undefined : ONLY_HTTPS },
    { value: "npm", label: "Browser, npm", code: npm(host, place, protocol.replace(":", ""), publicKey) },
    { value: "segment", label: "Segment.com snippet", code: segment(host, publicKey) },
  ];
}

/** Queues what is called before the JS tag is there, and loads it beside everything else. */
const websiteLoader = (host: string) => `  !function(w,d){w.cp=w.cp||function(){(cp.q=cp.q||[]).push(arguments)};
  var s=d.createElement("script");s.async=1;s.src="${host}/cp.js";d.head.appendChild(s)}(window,document);`;

const website = (host: string, key: string) => `<script>
${websiteLoader(host)}

  cp("init", "${key}");
  // Only where somebody signs up, with their id and email:
  cp("identify", { user_id: "ada", email: "ada@example.com" });
  cp("event", "Signed Up", { plan: "pro" });
</script>`;

function weight(tagBytes: number | null, host: string): string {
  const size = tagBytes === null ? "" : `${(tagBytes / 1000).toFixed(1)} KB. `;
  const near = /^(localhost|127\.|\[::1\])/.test(new URL(host).hostname)
    ? `${host} is this machine only: a website that others visit needs the address of your server. `
    : "";
  return `${near}${size}Loads in the background and reports page visits automatically, also in single-page apps. A content security policy needs ${host} in script-src and connect-src.`;
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

const python = (host: string, key: string) => `# pip install segment-analytics-python
import segment.analytics as analytics

analytics.write_key = "${key}"
analytics.host = "${host}"

analytics.identify("ada", {"email": "ada@example.com"})
analytics.track("ada", "Signed Up", {"plan": "pro"})
analytics.shutdown()`;

const php = (place: string, ssl: boolean, key: string) => `<?php // composer require segmentio/analytics-php
require "vendor/autoload.php";
use Segment\\Segment;

Segment::init("${key}", ["host" => "${place}"${ssl ? "" : ', "ssl" => false'}]);

Segment::identify(["userId" => "ada", "traits" => ["email" => "ada@example.com"]]);
Segment::track(["userId" => "ada", "event" => "Signed Up", "properties" => ["plan" => "pro"]]);
Segment::flush();`;

const ruby = ({ hostname, port }: URL, key: string) => `# gem install analytics-ruby
require "segment/analytics"

analytics = Segment::Analytics.new(write_key: "${key}", host: "${hostname}"${port && `, port: ${port}`})

analytics.identify(user_id: "ada", traits: { email: "ada@example.com" })
analytics.track(user_id: "ada", event: "Signed Up", properties: { plan: "pro" })
analytics.flush`;

const ONLY_HTTPS = "The gem sends by https alone: it needs an address of this installation that begins with https.";

const npm = (host: string, place: string, protocol: string, key: string) => `// npm install @segment/analytics-next
import { AnalyticsBrowser } from "@segment/analytics-next";

const analytics = AnalyticsBrowser.load(
  { writeKey: "${key}", cdnURL: "${host}" },
  { integrations: { "Segment.io": { apiHost: "${place}/v1", protocol: "${protocol}" } } },
);

analytics.identify("ada", { email: "ada@example.com" });
analytics.track("Signed Up", { plan: "pro" });`;

const segment = (host: string, key: string) => `<script>
  !function(){var a=window.analytics=window.analytics||[];if(a.initialize)return;a.invoked=!0;
  a.methods=["identify","track","page","group","alias","reset","ready","on","once","off","user","setAnonymousId"];
  a.methods.forEach(function(m){a[m]=function(){a.push([m].concat([].slice.call(arguments)));return a}});
  a._writeKey="${key}";a._cdn="${host}";var s=document.createElement("script");s.async=!0;
  s.src="${host}/analytics.js/v1/${key}/analytics.min.js";document.head.appendChild(s)}();

  analytics.page();
  analytics.identify("ada", { email: "ada@example.com" });
  analytics.track("Signed Up", { plan: "pro" });
</script>`;
