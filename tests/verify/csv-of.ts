import { randomBytes } from "node:crypto";
import { formulas, isGuarded, readCsv } from "../support/csv.ts";
import { addressOf, routes } from "./doors.ts";
import { ask } from "./http.ts";
import { filled } from "./isolation-of.ts";
import type { Verdict } from "./verdict.ts";
import { caller, type World } from "./world.ts";

/** Formulas in every text that somebody can put into the project, then every file it exports: no cell is one (X6). */
export async function csvOf(world: World, payloads: number): Promise<Verdict[]> {
  const { url, mine, owner } = world;
  const all = formulas(payloads).filter((payload) => !payload.includes("\0")); // which no door takes
  const headers = { authorization: `Bearer ${mine.secretKey}`, "content-type": "application/json" };
  const run = caller(url);
  for (const payload of all) {
    const name = `${payload} ${randomBytes(3).toString("hex")}`;
    const body = { user_id: payload, traits: { first_name: payload, [payload.slice(0, 40)]: payload } };
    await ask(url, { method: "POST", path: "/api/v1/customers", headers, body: JSON.stringify(body) });
    await ask(url, {
      method: "POST",
      path: "/api/v1/events",
      headers,
      body: JSON.stringify({ user_id: payload, name: payload, properties: { payload } }),
    });
    const key = [mine.slug, { kind: "secret", name }] as const;
    await run("app/(dashboard)/[project]/settings/actions.ts", "createKeyAction", key, owner.cookie, { project: mine.slug });
  }
  const verdicts: Verdict[] = [];
  for (const address of routes()
    .map(({ file }) => addressOf(file))
    .filter((address) => address.endsWith("/export"))) {
    const answer = await ask(url, { path: filled(address, world), headers: { cookie: owner.cookie } });
    const [head, ...rows] = answer.status === 200 ? readCsv(answer.text) : [[`answers ${answer.status}`]];
    const bad = rows.flatMap((row) => row.flatMap((cell, i) => (isGuarded(cell) ? [] : [`${head?.[i]}: ${JSON.stringify(cell)}`])));
    verdicts.push({ name: `cells of ${address} that are formulas`, of: rows.flat().length, found: bad });
  }
  return verdicts;
}
