import { type Called, takesProject } from "./actions.ts";
import { actions, builtActions } from "./doors.ts";
import { ask, cookieOf, eachOf } from "./http.ts";
import type { Found } from "./isolation-of.ts";
import { ACTIONS } from "./matrix.ts";
import { caller, changedBetween, stateOf, type World } from "./world.ts";

/** What browsers say of a request that another website's page makes, old ones and new ones. */
const ELSEWHERE: Readonly<Record<string, Record<string, string>>> = {
  "another website": { origin: "https://evil.example", "sec-fetch-site": "cross-site" },
  "another website, in an old browser": { origin: "https://evil.example" },
  "a sandboxed frame": { origin: "null", "sec-fetch-site": "cross-site" },
  "another port": { origin: "http://127.0.0.1:1", "sec-fetch-site": "same-site" },
  "no origin at all": { origin: "", "sec-fetch-site": "cross-site" },
  "behind a proxy that passes on what it is told": {
    origin: "https://evil.example",
    "x-forwarded-host": "evil.example",
    "sec-fetch-site": "cross-site",
  },
};

/** Every action, called from other websites with the owner's cookie: none is run (X12). */
export async function crossSiteOf(world: World): Promise<Found> {
  const found: Found = { tried: 0, doors: actions().length, leaks: [], missing: [] };
  const { mine, owner, db } = world;
  const before = await stateOf(db, mine.id);
  const run = caller(world.url);
  const params = { ...world.ids, project: mine.slug, token: "A".repeat(43) };
  const tries = actions().flatMap((action) => Object.entries(ELSEWHERE).map(([from, headers]) => ({ action, from, headers })));
  await eachOf(tries, async ({ action, from, headers }) => {
    const says = ACTIONS[action.id]?.says(world) ?? {};
    const args = takesProject(action) ? [mine.slug, says] : [says];
    const called = await run(action.file, action.name, args, owner.cookie, params, headers);
    found.tried += 1;
    if (!isRefused(called)) found.leaks.push(`${action.id} from ${from}: ${JSON.stringify(called.outcome)}`);
  });
  await tryForms(world, found);
  await tryToSignIn(world, found);
  for (const table of changedBetween(before, await stateOf(db, mine.id))) found.leaks.push(`${table} has changed`);
  return found;
}

const isRefused = ({ outcome }: Called) => outcome.became === "not_run" || (outcome.became === "refused" && outcome.code === "FORBIDDEN");

/** As a form that needs no script, which is what another website can post without asking first. */
async function tryForms({ url, owner, mine, ids }: World, found: Found) {
  const { host } = new URL(url);
  await eachOf([...builtActions().values()], async ({ id, page }) => {
    const path = page.replace(/\[(\w+)\]/g, (_, name: string) => (name === "project" ? mine.slug : (ids[name] ?? "none")));
    const body = `--x\r\ncontent-disposition: form-data; name="$ACTION_ID_${id}"\r\n\r\n\r\n--x--\r\n`;
    const headers = { host, cookie: owner.cookie, origin: "https://evil.example", "content-type": "multipart/form-data; boundary=x" };
    const answer = await ask(url, { method: "POST", path, headers, body });
    found.tried += 1;
    if (answer.status < 400) found.leaks.push(`a form for ${path}: answers ${answer.status}`);
  });
}

/** Nobody is signed in as somebody else by another website, not even with the right password. */
async function tryToSignIn({ url, stranger }: World, found: Found) {
  for (const [from, headers] of Object.entries(ELSEWHERE)) {
    const { email, password } = stranger;
    const { answer } = await caller(url)("app/(auth)/actions.ts", "signInAction", [{ email, password }], "", {}, headers);
    found.tried += 1;
    if (cookieOf(answer) !== "") found.leaks.push(`signing in from ${from}: gives a session`);
  }
}
