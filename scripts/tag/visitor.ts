import { forget, isOpen, recall, remember } from "./memory";

const [ANONYMOUS, KNOWN, SESSION] = ["cp_a", "cp_u", "cp_s"];
const YEAR_SECONDS = 31_536_000;
const SESSION_MS = 30 * 60_000;

export type Campaign = Record<string, string>;
type Session = { id: string; at: number; campaign?: Campaign };

let domain: string | true | undefined;

/** Keeps the anonymous id in a cookie too, for sites on several hosts of one domain. `true`: for this host alone. */
export function keepInCookie(said: string | true | undefined) {
  domain = said;
}

/** A random id. Where the page is not secure, the browser lends us only its random numbers. */
export const newId = (): string =>
  crypto.randomUUID?.() ?? [...crypto.getRandomValues(new Uint8Array(16))].map((byte) => byte.toString(16).padStart(2, "0")).join("");

/** Who somebody is before they say so, the same on every page of this browser. */
export function anonymousId(): string {
  const id = (domain && inCookie()) || recall(ANONYMOUS) || newId();
  if (recall(ANONYMOUS) !== id) remember(ANONYMOUS, id);
  if (domain && isOpen) setCookie(id, YEAR_SECONDS);
  return id;
}

const inCookie = () => /(?:^|; )cp_a=([^;]+)/.exec(document.cookie)?.[1];

function setCookie(id: string, seconds: number) {
  const of = typeof domain === "string" ? `; domain=${domain}` : "";
  // biome-ignore lint/suspicious/noDocumentCookie: the Cookie Store API is not in every browser, and not on pages without TLS
  document.cookie = `${ANONYMOUS}=${id}; path=/; max-age=${seconds}; samesite=lax${of}`;
}

type Who = { user_id?: unknown; email?: unknown };

/** Whom we know somebody as, once they were identified. */
export const known = (): Who => JSON.parse(recall(KNOWN) ?? "{}") as Who;

/** An email alone says more of whoever it was before; a user id says who it is. */
export function know({ user_id = known().user_id, email }: Who) {
  remember(KNOWN, JSON.stringify(user_id === undefined ? { email } : { user_id }));
}

/** The visit at hand; one that was silent for half an hour is over. A campaign that brought somebody stays with their whole visit. */
export function session(campaign: Campaign | undefined): Session {
  const now = Date.now();
  const before = JSON.parse(recall(SESSION) ?? "null") as Session | null;
  const session = before && now - before.at < SESSION_MS ? before : { id: newId(), at: now };
  session.at = now;
  if (campaign) session.campaign = campaign;
  remember(SESSION, JSON.stringify(session));
  return session;
}

/** The next one at this browser is somebody else. */
export function becomeNobody() {
  for (const key of [ANONYMOUS, KNOWN, SESSION]) forget(key);
  if (domain) setCookie("", 0);
}
