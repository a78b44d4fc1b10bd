import { relative } from "node:path";
import { root } from "../launch/build.ts";
import { add, NOTHING, one, type Tally } from "./tally.ts";

const WORDS = 300;
const ESCAPES = new RegExp(`${String.fromCharCode(27)}\\[[0-9;]*m`, "g");

const failure = (file: string, title: string, why: string | undefined) =>
  `${file} › ${title}\n      ${(why ?? "").replace(ESCAPES, "").slice(0, WORDS)}`;

type VitestFile = {
  name: string;
  status: string;
  message: string;
  assertionResults: { status: string; fullName: string; failureMessages: string[] | null }[];
};

/** What vitest's JSON reporter wrote. A file that could not be read is one failure. */
export const vitestTally = ({ testResults }: { testResults: VitestFile[] }): Tally =>
  testResults
    .flatMap(({ name, status, message, assertionResults }) => {
      const file = relative(root, name);
      if (assertionResults.length === 0) return status === "failed" ? [one(failure(file, "cannot be read", message), false)] : [];
      return assertionResults
        .filter((test) => test.status === "passed" || test.status === "failed")
        .map((test) => one(failure(file, test.fullName, test.failureMessages?.[0]), test.status === "passed"));
    })
    .reduce(add, NOTHING);

type PlaywrightSpec = { title: string; file: string; tests: { status: string; results: { error?: { message?: string } }[] }[] };
type PlaywrightSuite = { specs: PlaywrightSpec[]; suites?: PlaywrightSuite[] };

const specsOf = ({ specs, suites = [] }: PlaywrightSuite): PlaywrightSpec[] => [...specs, ...suites.flatMap(specsOf)];

/** What Playwright's JSON reporter wrote. What passed only when it was tried again has failed. */
export const playwrightTally = ({ suites }: { suites: PlaywrightSuite[] }): Tally =>
  suites
    .flatMap(specsOf)
    .flatMap(({ title, file, tests }) =>
      tests
        .filter(({ status }) => status !== "skipped")
        .map(({ status, results }) => one(failure(file, title, results.find(({ error }) => error)?.error?.message), status === "expected")),
    )
    .reduce(add, NOTHING);
