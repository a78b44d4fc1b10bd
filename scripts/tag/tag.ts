import { openMemory, recall, remember } from "./memory";
import { Outbox } from "./outbox";
import { browser, eachPage, goByHash, page, place } from "./surroundings";
import { anonymousId, becomeNobody, know, known, newId, keepInCookie } from "./visitor";

/**
 * The JS tag, served at /cp.js: `cp("init", "pk_…")`, then identify, event, charge, tag, page, reset, optIn and optOut. It is plain browser
 * code that imports nothing of the product, weighs less than 3 KB on the wire, and never throws into the page that it is a guest of.
 */
type Options = {
  /** Where calls go; without it, to where this script came from. */
  host?: string;
  /** `false`: pages are told by `cp("page")` alone. */
  pages?: boolean;
  /** `true`: what follows `#/` in the address is another page. */
  hash?: boolean;
  /** A domain whose hosts share one visitor, or `true` for this host alone. */
  cookie?: string | true;
  /** `true`: nothing is stored or sent before `cp("optIn")`; what is told until then is held. */
  askFirst?: boolean;
  /** `false`: go on although the browser asks not to be tracked. */
  respectDoNotTrack?: boolean;
};
type Fields = Record<string, unknown>;

const CONSENT = "cp_c";
const script = (document.currentScript as HTMLScriptElement | null)?.src;

let outbox: Outbox | undefined;
let options: Options = {};

const isAskedNotTo = () =>
  options.respectDoNotTrack !== false &&
  (navigator.doNotTrack === "1" || (navigator as { globalPrivacyControl?: boolean }).globalPrivacyControl === true);

/** What somebody decided wins over what their browser asks for. */
function consent(): string {
  return recall(CONSENT) ?? (isAskedNotTo() ? "out" : options.askFirst ? "ask" : "in");
}

/** While we ask, calls are held: nothing is stored or sent before this. */
function begin() {
  openMemory();
  outbox?.begin();
}

function tell(type: string, fields: Fields) {
  if (!outbox || consent() === "out") return;
  outbox.put({
    ...known(),
    ...fields,
    type,
    message_id: newId(),
    created_at: Date.now(),
    anonymous_id: anonymousId(),
    context: place(),
  });
}

/** `cp("event", "Signed Up", { plan: "pro" })` and `cp("event", { action: "Signed Up", properties: { plan: "pro" } })` say the same. */
const fieldsOf = (said: unknown, field: string, properties?: unknown): Fields =>
  typeof said === "object" ? { ...said } : { [field]: said, properties };

const commands: Record<string, (...said: never[]) => void> = {
  init(key: string, said: Options = {}) {
    if (outbox) return;
    options = said;
    keepInCookie(said.cookie);
    goByHash(said.hash);
    const host = said.host ?? new URL(script ?? location.href).origin;
    outbox = new Outbox(`${host}/beacon/batch`, () => ({ api_key: key, context: browser() }));
    if (consent() === "in") begin();
    addEventListener("online", () => outbox?.sendNow());
    addEventListener("pagehide", () => outbox?.leave());
    document.addEventListener("visibilitychange", () => document.visibilityState === "hidden" && outbox?.leave());
    if (said.pages !== false) eachPage(() => cp("page"));
  },
  identify(who: Fields) {
    if (consent() !== "out") know(who);
    tell("identify", who);
  },
  event: (action: unknown, properties?: Fields) => tell("event", fieldsOf(action, "action", properties)),
  charge: (amount: unknown, more?: Fields) => tell("charge", { ...more, ...fieldsOf(amount, "amount", more?.properties) }),
  tag: (name: unknown) => tell("tag", fieldsOf(name, "name")),
  page(said: Fields = {}) {
    const { path, ...here } = page();
    tell("page", { ...here, ...said, properties: { path, ...(said.properties as Fields | undefined) } });
  },
  reset: becomeNobody,
  optIn() {
    remember(CONSENT, "in");
    begin();
  },
  optOut() {
    outbox?.clear();
    becomeNobody();
    openMemory();
    remember(CONSENT, "out"); // that somebody wants nothing stored is all that is stored
  },
};

type Queued = [name: string, ...said: unknown[]];
type Cp = { (...said: Queued): void; q?: ArrayLike<unknown>[]; isLoaded?: true };
const theirs = window as unknown as { cp?: Cp };

function cp(name: string, ...said: unknown[]) {
  try {
    const command = commands[name];
    if (!command) throw new Error(`There is no "${name}".`);
    command(...(said as never[]));
  } catch (error) {
    console.warn("CrowdPower:", error);
  }
}

/** The snippet has queued what was called before we came. Whatever the order, we begin at its beginning. */
function takeOver(before: Cp | undefined) {
  if (before?.isLoaded) return;
  theirs.cp = Object.assign(cp, { isLoaded: true } as const);
  const queued = (before?.q ?? []).map((said) => [...(Array.from(said) as Queued)] as Queued);
  for (const said of [...queued.filter(([name]) => name === "init"), ...queued.filter(([name]) => name !== "init")]) cp(...said);
}

takeOver(theirs.cp);
