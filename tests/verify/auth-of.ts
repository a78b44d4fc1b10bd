import { randomBytes } from "node:crypto";
import { cookieOf, eachOf } from "./http.ts";
import type { Verdict } from "./verdict.ts";
import { caller, type World } from "./world.ts";

type Size = { attempts: number; pairs: number };

const AUTH = "app/(auth)/actions.ts";
const MOST = 10;

/** The door to accounts: guessing is bounded, nobody is locked out by somebody else's guesses, and answers tell nothing of who has one (X9). */
export async function authOf(world: World, { attempts, pairs }: Size): Promise<{ verdicts: Verdict[]; timing: number }> {
  const run = caller(world.url);
  const from = (address: string) => ({ "x-forwarded-for": address });
  const signIn = (email: string, password: string, address: string) =>
    run(AUTH, "signInAction", [{ email, password }], "", {}, from(address));
  const { viewer } = world;
  const guesser = anAddress();

  const codes: string[] = [];
  await eachOf(
    Array.from({ length: attempts }, (_, i) => i),
    async () => {
      const { outcome } = await signIn(viewer.email, "a wrong password", guesser);
      codes.push(outcome.became === "refused" ? outcome.code : outcome.became);
    },
  );
  const evaluated = codes.filter((code) => code !== "LIMIT_REACHED");
  const right = await signIn(viewer.email, viewer.password, guesser);
  const elsewhere = await signIn(viewer.email, viewer.password, anAddress());

  const links: string[] = [];
  let guessed = 0;
  await eachOf(
    Array.from({ length: attempts }, (_, i) => i),
    async () => {
      const token = randomBytes(32).toString("base64url");
      for (const [name, said] of [
        ["resetPasswordAction", { token, password: "a brand new password" }],
        ["acceptAsNewAction", { token, name: "Eve", email: "eve@example.com", password: "a brand new password" }],
        ["useLinkAction", { token }],
      ] as const) {
        const { outcome, answer } = await run(AUTH, name, [said], "", { token }, from(anAddress()));
        guessed += 1;
        if (outcome.became !== "refused" || cookieOf(answer)) links.push(`${name}: ${JSON.stringify(outcome)}`);
      }
    },
  );

  const { differing, timing } = await knownAndUnknown(world, pairs);
  return {
    timing,
    verdicts: [
      { name: `guesses of one account from one address beyond ${MOST} in 15 minutes`, of: codes.length, found: evaluated.slice(MOST) },
      { name: "guessers who are let in after all", of: 1, found: right.outcome.became === "sent_on" ? ["the right password"] : [] },
      {
        name: "owners locked out elsewhere",
        of: 1,
        found: elsewhere.outcome.became === "sent_on" ? [] : [JSON.stringify(elsewhere.outcome)],
      },
      { name: "guessed links that work", of: guessed, found: links },
      { name: "answers that tell an account from none", of: pairs * 2, found: differing },
      {
        name: "difference in time of more than 10 %",
        of: pairs * 2,
        found: Math.abs(timing - 1) > 0.1 ? [`${Math.round((timing - 1) * 100)} %`] : [],
      },
    ],
  };
}

/** Asked in turns, so that what else the machine does meets both. `timing` is the median for known accounts by that for unknown ones. */
async function knownAndUnknown({ url, viewer, stranger }: World, pairs: number): Promise<{ differing: string[]; timing: number }> {
  const run = caller(url);
  const times: Record<"known" | "unknown", number[]> = { known: [], unknown: [] };
  const said = new Map<string, Set<string>>();
  for (let i = 0; i < pairs; i++) {
    const sides = [
      ["known", (i % 2 ? viewer : stranger).email],
      ["unknown", `nobody-${i}-${randomBytes(4).toString("hex")}@example.com`],
    ] as const;
    for (const [side, email] of i % 2 ? sides : sides.toReversed()) {
      const headers = { "x-forwarded-for": anAddress() };
      const begun = performance.now();
      const { outcome, answer } = await run(AUTH, "signInAction", [{ email, password: "a wrong password" }], "", {}, headers);
      times[side].push(performance.now() - begun);
      const asked = await run(AUTH, "askForLinkAction", [{ email, purpose: "reset_password" }], "", {}, { "x-forwarded-for": anAddress() });
      const seen = JSON.stringify([outcome, answer.status, Object.keys(answer.headers).toSorted(), asked.outcome, asked.answer.status]);
      said.set(side, (said.get(side) ?? new Set<string>()).add(seen));
    }
  }
  const [known, unknown] = [said.get("known") ?? new Set<string>(), said.get("unknown") ?? new Set<string>()];
  const differing = [...known].filter((one) => !unknown.has(one)).concat([...unknown].filter((one) => !known.has(one)));
  return { differing, timing: median(times.known) / median(times.unknown) };
}

const median = (values: readonly number[]) => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? Number.NaN;

let n = 0;
/** Another network each time, as a proxy on this machine would tell of it. */
const anAddress = () => `203.${Math.floor(++n / 65_536) % 256}.${Math.floor(n / 256) % 256}.${n % 256}`;
