import { type Called, takesProject } from "./actions.ts";
import { type Action, actions, addressOf, builtActions, pages, routes } from "./doors.ts";
import { type Answered, ask, type Asked, eachOf } from "./http.ts";
import { ACTIONS, BODIES, CORE_IDS, PAGES, ROUTES, TEXTS } from "./matrix.ts";
import { caller, changedBetween, stateOf, type World } from "./world.ts";

/** What was tried, and what of it came through. `missing` are doors that no row of the matrix speaks of. */
export type Found = { tried: number; doors: number; leaks: string[]; missing: string[] };

const SUBREQUEST = ["proxy", "middleware", "proxy:proxy:proxy:proxy:proxy", "middleware:middleware:middleware:middleware:middleware"];
const EVIL = { host: "evil.example", origin: "https://evil.example" };

/** Doors without a row: whoever adds one says who it is for. */
export function missingRows(): string[] {
  const built = (all: readonly string[], rows: object) => all.filter((one) => !(one in rows));
  const core = (file: string) => addressOf(file).startsWith("/api/v1/");
  const others = routes().filter(({ file }) => !core(file));
  return [
    ...built(pages().map(addressOf), PAGES),
    ...built(
      others.map(({ file }) => addressOf(file)),
      ROUTES,
    ),
    ...built(
      actions().map(({ id }) => id),
      ACTIONS,
    ),
  ];
}

/** Rows without a door: what they spoke of is gone. */
export function deadRows(): string[] {
  const doors = new Set([...pages().map(addressOf), ...routes().map(({ file }) => addressOf(file)), ...actions().map(({ id }) => id)]);
  return [...Object.keys(PAGES), ...Object.keys(ROUTES), ...Object.keys(ACTIONS)].filter((row) => !doors.has(row));
}

/** Tries every door of an instance as everybody who has no business behind it. Nothing of the first project may be seen, nothing may change. */
export async function isolationOf(world: World): Promise<Found> {
  const found: Found = { tried: 0, doors: 0, leaks: [], missing: missingRows() };
  for (const name of unbuilt()) found.missing.push(`${name} is not in the build`);
  await guarded(world, found, "pages", () => tryPages(world, found));
  await guarded(world, found, "routes", () => tryRoutes(world, found));
  await guarded(world, found, "core", () => tryCore(world, found));
  for (const who of Object.keys(callers(world)) as Who[])
    await guarded(world, found, `actions as ${who}`, () => tryActions(world, found, who));
  await tryAsOwner(world, found);
  return found;
}

const unbuilt = () => {
  const built = builtActions();
  return actions()
    .map(({ file, name }) => `${file}#${name}`)
    .filter((key) => !built.has(key));
};

/** Whatever is tried, the first project is afterwards what it was before. */
async function guarded({ db, mine }: World, found: Found, what: string, work: () => Promise<void>) {
  const before = await stateOf(db, mine.id);
  await work();
  for (const table of changedBetween(before, await stateOf(db, mine.id))) found.leaks.push(`${what}: ${table} has changed`);
}

/** An address with the first project's things in it. */
export function filled(address: string, { mine, ids }: World): string {
  return address.replace(/\[(?:\.\.\.)?(\w+)\]/g, (_, name: string) => {
    if (name === "project") return mine.slug;
    const id = TEXTS[name] ?? ids[name];
    if (!id) throw new Error(`The first project has no ${name}: world.ts must make one, and name its table.`);
    return id;
  });
}

/** Ways to come without being a member, as headers of a request that reads. */
const outsiders = ({ stranger, ended, mine, url }: World): Record<string, Record<string, string>> => ({
  anonymous: {},
  "a stranger": { cookie: stranger.cookie },
  "an ended session": { cookie: ended },
  "a public key": { authorization: `Bearer ${mine.publicKey}` },
  "a secret key": { authorization: `Bearer ${mine.secretKey}` },
  ...Object.fromEntries(SUBREQUEST.map((value) => [`x-middleware-subrequest: ${value}`, { "x-middleware-subrequest": value }])),
  "a forged host": EVIL,
  "a forged forwarded host": { "x-forwarded-host": new URL(url).host, "x-forwarded-for": "127.0.0.1", "x-forwarded-proto": "https" },
});

const read = (world: World, asked: Asked) => ask(world.url, { ...asked, headers: { host: new URL(world.url).host, ...asked.headers } });

function noteAnswer(world: World, found: Found, what: string, { status, headers, text }: Answered, mayBe: (status: number) => boolean) {
  found.tried += 1;
  if (text.includes(world.mark) || JSON.stringify(headers).includes(world.mark)) found.leaks.push(`${what}: shows what is in the project`);
  if (!mayBe(status)) found.leaks.push(`${what}: answers ${status}`);
}

const isElsewhere = (status: number) => status >= 300 && status < 500;

async function tryPages(world: World, found: Found) {
  const all = pages().map(addressOf);
  found.doors += all.length;
  const tries = all.flatMap((page) => Object.entries(outsiders(world)).map(([who, headers]) => ({ page, who, headers })));
  await eachOf(tries, async ({ page, who, headers }) => {
    const path = filled(page, world) + (page === "/mailbox" || page === "/mailbox/[messageId]" ? `?project=${world.mine.slug}` : "");
    const isOpen = PAGES[page] === "everybody" || (PAGES[page] === "accounts" && who === "a stranger");
    noteAnswer(
      world,
      found,
      `GET ${path} as ${who}`,
      await read(world, { path, headers }),
      isOpen ? (status) => status < 500 : isElsewhere,
    );
  });
}

async function tryRoutes(world: World, found: Found) {
  const others = routes().filter(({ file }) => !addressOf(file).startsWith("/api/v1/"));
  found.doors += others.length;
  const tries = others.flatMap(({ file, methods }) =>
    methods.flatMap((method) =>
      Object.entries(outsiders(world)).map(([who, headers]) => ({ address: addressOf(file), method, who, headers })),
    ),
  );
  await eachOf(tries, async ({ address, method, who, headers }) => {
    const row = ROUTES[address];
    const isKey = who.endsWith("key");
    if (row === "ingest" && isKey) return; // which is what it is for; what a public key may say there is another matter
    const answer = await read(world, { method, path: filled(address, world), headers, ...(method !== "GET" && { body: "{}" }) });
    const mayBe = (status: number) => (row === "everybody" || row === "ingest" ? status < 500 : status >= 400 && status < 500);
    noteAnswer(world, found, `${method} ${address} as ${who}`, answer, mayBe);
  });
}

/** Every route of the Core API with its methods, and with an id of the first project where its path takes one. */
export const coreRoutes = () =>
  routes()
    .filter(({ file }) => addressOf(file).startsWith("/api/v1/"))
    .flatMap(({ file, methods }) => methods.map((method) => ({ method, address: addressOf(file).replace(/\[(\w+)\]/g, "{$1}") })));

function corePath(address: string, world: World): string {
  return address.replace(/\{(\w+)\}/g, (_, name: string) => {
    const id = TEXTS[name] ?? world.ids[name === "id" ? (CORE_IDS[address.split("/")[3] ?? ""] ?? "") : `${name}Id`];
    if (!id) throw new Error(`The matrix does not say what {${name}} is in ${address}.`);
    return id;
  });
}

/** A call of the Core API with what its row says: in the address where there is no body. */
export function saying(method: string, address: string, world: World, more: Record<string, string> = {}): Asked {
  const says = BODIES[`${method} ${address}`]?.(world) ?? {};
  const hasBody = method !== "GET" && method !== "DELETE";
  const query = new URLSearchParams({ ...(hasBody ? {} : (says as Record<string, string>)), ...more });
  const path = corePath(address, world);
  return { method, path: query.size > 0 ? `${path}?${query}` : path, ...(hasBody && { body: JSON.stringify(says) }) };
}

async function tryCore(world: World, found: Found) {
  const all = coreRoutes();
  found.doors += all.length;
  const { owner, theirs, mine } = world;
  const wrong: Record<string, Record<string, string>> = {
    anonymous: {},
    "a member's cookie": { cookie: owner.cookie },
    "a public key": { authorization: `Bearer ${mine.publicKey}` },
    "a key of nobody": { authorization: `Bearer sk_${"A".repeat(32)}` },
    "a key in the address": {},
    ...Object.fromEntries(SUBREQUEST.map((value) => [`x-middleware-subrequest: ${value}`, { "x-middleware-subrequest": value }])),
    "a stranger's key": { authorization: `Bearer ${theirs.secretKey}` },
  };
  const tries = all.flatMap((one) => Object.entries(wrong).map(([who, headers]) => ({ ...one, who, headers })));
  await eachOf(tries, async ({ method, address, who, headers }) => {
    const asked = saying(
      method,
      address,
      world,
      who === "a key in the address" ? { key: mine.secretKey, authorization: `Bearer ${mine.secretKey}` } : {},
    );
    const answer = await read(world, { ...asked, headers });
    const isStranger = who === "a stranger's key";
    const mayBe = isStranger
      ? (status: number) => (address.includes("{id}") ? status === 404 : status < 500)
      : (status: number) => status === 401 || status === 403;
    noteAnswer(world, found, `${method} ${address} as ${who}`, answer, mayBe);
  });
}

const WAYS = [
  "anonymous",
  "stranger",
  "stranger in their own project",
  "viewer",
  "ended session",
  "public key",
  "subrequest",
  "forged host",
  "another website",
] as const;
type Who = (typeof WAYS)[number];

/** How each calls an action: the headers, and whether in the first project or in their own. */
const callers = ({ stranger, viewer, ended, owner, mine, url }: World): Record<Who, Record<string, string>> => ({
  anonymous: {},
  stranger: { cookie: stranger.cookie },
  "stranger in their own project": { cookie: stranger.cookie },
  viewer: { cookie: viewer.cookie },
  "ended session": { cookie: ended },
  "public key": { authorization: `Bearer ${mine.publicKey}` },
  subrequest: { "x-middleware-subrequest": SUBREQUEST[2]! },
  "forged host": { ...EVIL, "x-forwarded-host": new URL(url).host },
  "another website": { cookie: owner.cookie, origin: EVIL.origin },
});

async function tryActions(world: World, found: Found, who: Who) {
  const headers = callers(world)[who];
  const isOwn = who === "stranger in their own project";
  const home = isOwn ? world.theirs : world.mine;
  const tried = actions().filter((action) => (isOwn || who === "viewer" ? takesProject(action) : true));
  if (who === "anonymous") found.doors += tried.length;
  await eachOf(tried, async (action) => {
    const row = ACTIONS[action.id];
    if (!row) return;
    if (isOwn && EXPECTED_OF_OWNERS.has(action.name)) return; // in their own project that is theirs to do, with what is theirs
    if ((who === "viewer" && row.viewer) || (who === "stranger" && row.for === "accounts")) return; // which is theirs to do
    const called = await callAs(world, action, home.slug, row.says(world), headers);
    note(world, found, `${action.id} as ${who}`, called, mayAnswer(who, row.for));
  });
}

/** What takes nothing of the project that it is asked about, but would end the stranger's own. */
const EXPECTED_OF_OWNERS: ReadonlySet<string> = new Set(["deleteProjectAction", "leaveProjectAction", "saveGeneralAction"]);

function callAs(world: World, action: Action, slug: string, says: object, headers: Record<string, string>): Promise<Called> {
  const args = takesProject(action) ? [slug, says] : [says];
  return caller(world.url)(action.file, action.name, args, "", { ...world.ids, project: slug, token: "A".repeat(43) }, headers);
}

/** Whether an outcome is one that this caller may get from an action that is for these. */
function mayAnswer(who: Who, isFor: string): (called: Called) => boolean {
  return ({ outcome, answer }) => {
    if (answer.headers["set-cookie"]?.some((cookie) => /crowdpower[^=]*=[^;]/.test(cookie))) return false;
    if (who === "another website") return outcome.became === "not_run" || (outcome.became === "refused" && outcome.code === "FORBIDDEN");
    if (who === "forged host" && outcome.became === "not_run") return true;
    if (who === "stranger in their own project") return true; // what became of the first project, and what was shown, tells
    if (isFor === "everybody") return outcome.became === "refused" || (outcome.became === "done" && outcome.data === null);
    if (who === "stranger") return outcome.became === "refused" && outcome.code === "NOT_FOUND";
    return outcome.became === "refused" && outcome.code === (who === "viewer" ? "FORBIDDEN" : "UNAUTHENTICATED");
  };
}

function note({ mark }: World, found: Found, what: string, called: Called, isRight: (called: Called) => boolean) {
  found.tried += 1;
  if (called.answer.text.includes(mark)) found.leaks.push(`${what}: shows what is in the project`);
  if (!isRight(called)) found.leaks.push(`${what}: ${JSON.stringify(called.outcome)} (${called.answer.status})`);
}

/** The owner is let in everywhere with the same words: without this, a door that is walled up would look safe. */
async function tryAsOwner(world: World, found: Found) {
  for (const page of pages()
    .map(addressOf)
    .filter((address) => PAGES[address] === "members")) {
    const { status } = await read(world, { path: filled(page, world), headers: { cookie: world.owner.cookie } });
    if (status !== 200) found.leaks.push(`GET ${page} as its owner: answers ${status}`);
  }
  for (const id of Object.keys(ACTIONS)) {
    const action = actions().find((one) => one.id === id);
    if (!action || !takesProject(action)) continue;
    const { outcome } = await callAs(world, action, world.mine.slug, ACTIONS[id]!.says(world), { cookie: world.owner.cookie });
    const came = outcome.became === "done" || outcome.became === "sent_on" || (outcome.became === "refused" && MEANT.has(outcome.code));
    if (!came) found.leaks.push(`${id} as its owner: ${JSON.stringify(outcome)}`);
  }
}

/** What an owner may be told of a thing that the row before has just ended, or that is the last of its kind. */
const MEANT: ReadonlySet<string> = new Set(["NOT_FOUND", "CONFLICT"]);
