import { type Campaign, session } from "./visitor";

/** What stays the same while a page is open: said once a request. */
export const browser = () => ({
  userAgent: navigator.userAgent,
  locale: navigator.language,
  timezone: Intl.DateTimeFormat().resolvedOptions().timeZone,
  screen: { width: screen.width, height: screen.height, density: devicePixelRatio },
});

let before: string | undefined;
let byHash: boolean | undefined;

/** For a single-page app that keeps its pages behind the hash, as in `#/pricing`. */
export function goByHash(said: boolean | undefined) {
  byHash = said;
}

/** The path there, where a page is kept there: `#faq` is a place within one. */
const behindHash = () => (byHash ? /^#!?(\/[^?]*)/.exec(location.hash)?.[1] : undefined);

/** The page at hand. In a single-page app the referrer is the page before it. */
export const page = () => ({
  url: location.href,
  path: behindHash() ?? location.pathname,
  title: document.title,
  referrer: before ?? document.referrer,
});

/** Where a call was made. */
export function place() {
  const { id: sessionId, campaign } = session(campaignIn(location.search));
  return { page: page(), sessionId, campaign };
}

function campaignIn(search: string): Campaign | undefined {
  const said: [string, string][] = [];
  for (const [key, value] of new URLSearchParams(search))
    if (key.startsWith("utm_")) said.push([key === "utm_campaign" ? "name" : key.slice(4), value]);
  return said.length > 0 ? Object.fromEntries(said) : undefined;
}

/** Calls back at every page: now, and whenever a single-page app goes to another address. A jump within a page is no other page. */
export function eachPage(visit: () => void) {
  let at: string | undefined;
  const look = () => {
    const address = behindHash() ? location.href : location.href.split("#")[0];
    if (address === at) return;
    before = at;
    at = address;
    visit();
  };
  const lookSoon = () => setTimeout(look, 50); // by then the app has given the page its title
  for (const name of ["pushState", "replaceState"] as const) {
    const go = history[name];
    history[name] = (...said: Parameters<typeof go>) => {
      go.apply(history, said);
      lookSoon();
    };
  }
  addEventListener("popstate", lookSoon);
  look();
}
