import { randomBytes } from "node:crypto";
import pg from "pg";
import { type Kind, publicId } from "../../db/ids.ts";
import { call, type Outcome } from "./actions.ts";
import { builtActions } from "./doors.ts";
import { ask, cookieOf } from "./http.ts";

export type Instance = { url: string; databaseUrl: string; signInUrl: string };
export type Person = { email: string; password: string; cookie: string };
export type Home = { id: number; slug: string; publicKey: string; secretKey: string };

/** Two projects of two people on one instance, the first full of things that carry a mark, and those who might want to see them. */
export type World = {
  url: string;
  /** Stands in every text of the first project: an answer to anybody else that holds it is a leak. */
  mark: string;
  mine: Home;
  theirs: Home;
  owner: Person;
  stranger: Person;
  viewer: Person;
  /** A session of the owner that was ended; its cookie is kept. */
  ended: string;
  /** Ids of things of the first project, by the name that addresses give them. */
  ids: Readonly<Record<string, string>>;
  db: pg.Client;
};

const PASSWORD = "a password for verifying";
const OWNER = { name: "Olive Owner", email: "olive@example.com", password: "a password for tests" };

/** Calls an action by where it is defined, on the page that has it. */
export function caller(url: string) {
  const built = builtActions();
  return (
    file: string,
    name: string,
    args: readonly unknown[],
    cookie = "",
    params: Readonly<Record<string, string>> = {},
    headers: Readonly<Record<string, string>> = {},
  ) => {
    const action = built.get(`${file}#${name}`);
    if (!action) throw new Error(`The build has no ${name} of ${file}.`);
    const page = action.page.replace(/\[(\w+)\]/g, (_, param: string) => params[param] ?? "none");
    return call({ url, page, id: action.id, args, headers: { ...(cookie && { cookie }), ...headers } });
  };
}

const done = (outcome: Outcome, what: string): void => {
  if (outcome.became !== "done" && outcome.became !== "sent_on") throw new Error(`${what}: ${JSON.stringify(outcome)}`);
};

export async function makeWorld({ url, databaseUrl, signInUrl }: Instance): Promise<World> {
  const db = new pg.Client({ connectionString: databaseUrl });
  await db.connect();
  const run = caller(url);
  const mark = `mark${randomBytes(6).toString("hex")}`;
  const n = randomBytes(4).toString("hex");
  const enter = async () => {
    const token = new URL(signInUrl).pathname.split("/").at(-1)!;
    const claim = signInUrl.includes("/claim/")
      ? await run("app/(auth)/actions.ts", "claimAction", [{ token, ...OWNER }], "", { token })
      : null;
    if (claim?.outcome.became === "sent_on") return cookieOf(claim.answer);
    const entered = await run("app/(auth)/actions.ts", "signInAction", [OWNER]);
    done(entered.outcome, "The owner signs in");
    return cookieOf(entered.answer);
  };
  const newProject = async (cookie: string, name: string, slug: string): Promise<Home> => {
    const made = await run("app/(account)/projects/actions.ts", "createProjectAction", [{ name }], cookie);
    done(made.outcome, "A project is made");
    const { slug: first, publicKey, secretKey } = (made.outcome as { data: Home }).data;
    const settings = { name, slug, timeZone: "UTC", currency: "USD" };
    done((await run(SETTINGS, "saveGeneralAction", [first, settings], cookie, { project: first })).outcome, "It gets its address");
    const { rows } = await db.query<{ id: number }>("select id from projects where slug = $1", [slug]);
    return { id: rows[0]!.id, slug, publicKey, secretKey };
  };
  const join = async (home: Home, cookie: string, role: string, name: string): Promise<Person> => {
    const email = `${name}-${n}@example.com`;
    const invited = await run(TEAM, "inviteAction", [home.slug, { email, role }], cookie, { project: home.slug });
    const token = new URL((invited.outcome as { data: { url: string } }).data.url).pathname.split("/").at(-1)!;
    const said = { token, name: `Person ${name}`, password: PASSWORD };
    const joined = await run("app/(auth)/actions.ts", "acceptAsNewAction", [said], "", { token });
    done(joined.outcome, `${name} joins`);
    return { email, password: PASSWORD, cookie: cookieOf(joined.answer) };
  };

  const owner: Person = { ...OWNER, cookie: await enter() };
  const mine = await newProject(owner.cookie, `Mine ${mark}`, `mine-${n}`);
  const lobby = await newProject(owner.cookie, "Lobby", `lobby-${n}`);
  const stranger = await join(lobby, owner.cookie, "viewer", "stranger");
  const theirs = await newProject(stranger.cookie, "Theirs", `theirs-${n}`);
  const viewer = await join(mine, owner.cookie, "viewer", "viewer");
  const ended = await enter();
  done((await run("app/(account)/account/actions.ts", "signOutAction", [{}], ended)).outcome, "A session ends");
  await fill(url, mine, mark, (file, name, input) => run(file, name, [mine.slug, input], owner.cookie, { project: mine.slug }));
  const world = { url, mark, mine, theirs, owner, stranger, viewer, ended, db };
  await isQuiet(world);
  return { ...world, ids: await idsOf(db, mine.id) };
}

const SETTINGS = "app/(dashboard)/[project]/settings/actions.ts";
const TEAM = "app/(dashboard)/[project]/settings/team/actions.ts";

/** Fills a project through its own doors: people, events, a refused call, a segment, a template, an automation that writes. */
async function fill(
  url: string,
  { secretKey, publicKey }: Home,
  mark: string,
  run: (file: string, name: string, input: object) => Promise<unknown>,
) {
  const core = async (path: string, body: object) => {
    const headers = { authorization: `Bearer ${secretKey}`, "content-type": "application/json" };
    const { status, text } = await ask(url, { method: "POST", path: `/api/v1${path}`, headers, body: JSON.stringify(body) });
    if (status >= 300) throw new Error(`${status} ${path}: ${text}`);
    return JSON.parse(text) as { id: string };
  };
  const beacon = (path: string, body: object) =>
    ask(url, { method: "POST", path: `/beacon/${path}`, headers: { authorization: `Bearer ${publicKey}` }, body: JSON.stringify(body) });
  await core("/segments", { name: `Segment ${mark}`, rule: { type: "trait", trait: "plan", operator: "is", value: "pro" } });
  await core("/templates", { name: `Template ${mark}`, subject: `Subject ${mark}` });
  await core("/broadcasts", { name: `Broadcast ${mark}`, audience: { include: { everyone: true } } });
  await core("/webhooks", { url: `https://example.com/${mark}`, kinds: ["message.complained"] }); // which never happens here
  for (let i = 0; i < 3; i++) {
    const { id } = await core("/customers", {
      user_id: `${mark}-${i}`,
      email: `${mark}-${i}@example.com`,
      traits: { plan: "pro", note: mark },
    });
    await core(`/customers/${id}/tags`, { name: `Tag ${mark}` });
    await beacon("events", { email: `${mark}-${i}@example.com`, action: "Signed Up", properties: { note: mark } });
  }
  await beacon("events", { email: `${mark}@example.com`, properties: { note: mark } }); // refused: it has no name
  await run(TEAM, "inviteAction", { email: `${mark}-invited@example.com`, role: "viewer" });
  await run(SETTINGS, "createKeyAction", { kind: "secret", name: `Key ${mark}` });
}

/** How an id is called in addresses, and where it is found. */
const NAMED: Readonly<Record<string, { table: string; kind: Kind; column?: string; order?: string }>> = {
  customerId: { table: "customers", kind: "customer", column: "public_id" },
  eventId: { table: "events", kind: "event", order: "id" },
  rejectionId: { table: "rejections", kind: "rejection" },
  segmentId: { table: "segments", kind: "segment" },
  templateId: { table: "templates", kind: "template" },
  broadcastId: { table: "broadcasts", kind: "broadcast" },
  automationId: { table: "automations", kind: "automation" },
  runId: { table: "automation_runs", kind: "run" },
  messageId: { table: "mailbox", kind: "message", column: "message_id" },
  tagId: { table: "tags", kind: "tag" },
  webhookId: { table: "webhooks", kind: "webhook" },
  jobId: { table: "engine_runs", kind: "job" },
  keyId: { table: "api_keys", kind: "key" },
  invitationId: { table: "invitations", kind: "invitation" },
  userId: { table: "members", kind: "user", column: "user_id", order: "role" },
};

/** The first thing of each kind. What a project has none of is left out, and asking for it fails. */
async function idsOf(db: pg.Client, projectId: number): Promise<Record<string, string>> {
  const ids: Record<string, string> = {};
  for (const [name, { table, kind, column = "id", order = column }] of Object.entries(NAMED)) {
    const { rows } = await db.query<{ id: string }>(
      `select ${column} as id from ${table} where project_id = $1 order by ${order} limit 1`,
      [projectId],
    );
    if (rows[0]) ids[name] = publicId(kind, rows[0].id);
  }
  return ids;
}

/** Tables and columns that being looked at may change. */
const RESTLESS = new Set(["outbox", "members.last_active_at", "api_keys.last_used_at"]);

/** A hash of every row that belongs to a project, table by table. */
export async function stateOf(db: pg.Client, projectId: number): Promise<Map<string, string>> {
  const { rows } = await db.query<{ table: string; columns: string[] }>(`
    select t.table_name as table, array_agg(c.column_name::text order by c.ordinal_position) as columns
    from information_schema.tables t join information_schema.columns c on c.table_schema = t.table_schema and c.table_name = t.table_name
    where t.table_schema = 'public' and t.table_type = 'BASE TABLE' group by 1 order by 1`);
  const states = new Map<string, string>();
  for (const { table, columns } of rows) {
    const mine = table === "projects" ? "id" : columns.includes("project_id") ? "project_id" : null;
    if (!mine || table.startsWith("engine_") || RESTLESS.has(table)) continue;
    const kept = columns.filter((column) => !RESTLESS.has(`${table}.${column}`)).map((column) => `"${column}"`);
    const { rows: hashed } = await db.query<{ hash: string }>(
      `select md5(coalesce(string_agg(r::text, chr(10) order by r::text), '')) as hash from (select ${kept.join(", ")} from "${table}" where ${mine} = $1) r`,
      [projectId],
    );
    states.set(table, hashed[0]!.hash);
  }
  return states;
}

/** The tables of which two states differ. */
export const changedBetween = (before: ReadonlyMap<string, string>, after: ReadonlyMap<string, string>): string[] =>
  [...after].filter(([table, hash]) => before.get(table) !== hash).map(([table]) => table);

/** Waits until nothing in the first project moves any more: the worker has done what followed from filling it. */
async function isQuiet({ db, mine }: Pick<World, "db" | "mine">) {
  for (let quiet = 0, tries = 0, last = new Map<string, string>(); quiet < 3; tries++) {
    if (tries > 60) throw new Error("The project does not come to rest.");
    await new Promise((resolve) => setTimeout(resolve, 1_000));
    const now = await stateOf(db, mine.id);
    quiet = changedBetween(last, now).length === 0 ? quiet + 1 : 0;
    last = now;
  }
}
