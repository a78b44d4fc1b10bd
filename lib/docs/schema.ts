import type { Token } from "marked";

/** The documentation inside the app, in reading order. Each is a file of `pages/`; the first one stands at /docs itself. */
export const DOCS = [
  { slug: "first-event", title: "The first event" },
  { slug: "basics", title: "The basics" },
  { slug: "js-tag", title: "JS tag" },
  { slug: "beacon", title: "Beacon API" },
  { slug: "segment-sdks", title: "Segment and RudderStack SDKs" },
  { slug: "sending", title: "Sending" },
  { slug: "webhooks", title: "Webhooks" },
  { slug: "permissions", title: "Who may do what" },
  { slug: "self-hosting", title: "Self-hosting" },
  { slug: "jobs", title: "Jobs, here or on Inngest" },
] as const;

export const hrefOf = (slug: string) => (slug === DOCS[0].slug ? "/docs" : `/docs/${slug}`);

/** A page, read into what Markdown is made of. */
export type DocsPage = { slug: string; title: string; content: Token[] };
