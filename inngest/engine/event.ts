import { createHash } from "node:crypto";

/** An event as functions receive it. `ts` is milliseconds; one that lies ahead delays what the event starts. */
export type EngineEvent = {
  id: string;
  name: string;
  data: Record<string, unknown>;
  ts: number;
  user: Record<string, unknown>;
  v?: string;
};

/** Wakes the active worker. What it missed it finds by looking, once a second. */
export const ENGINE_CHANNEL = "crowdpower_engine";

/** Before the engine in its inbox, begins the ended run `data.runId` anew, with what it was given. Nobody can send an event of this name. */
export const REPLAY = "inngest/run.replay";

/** A run can be begun anew once, and what that began again once: this is the id of the event that does it. */
export const replayIdOf = (runId: string) => `${runId}.replay`;

const LARGEST_INT = 2_147_483_647;

/** Whose event it is, for fairness between projects; 0 is nobody's. */
export function projectOf({ data }: EngineEvent): number {
  const id = data.projectId;
  return typeof id === "number" && Number.isInteger(id) && id > 0 && id <= LARGEST_INT ? id : 0;
}

/** The value at a dotted path below `root`; what is not there is null. */
export function valueAt(root: unknown, path: string): unknown {
  let value = root;
  for (const name of path.split(".")) {
    if (typeof value !== "object" || value === null || !Object.hasOwn(value, name)) return null;
    value = (value as Record<string, unknown>)[name];
  }
  return value ?? null;
}

const digest = (text: string) => createHash("sha256").update(text).digest("base64url");
const LONGEST_KEY = 200; // what an index can hold is limited, and what a sender may put into an event is not

/** The value at `path` as part of a key: equal values and no others have equal keys. Without a path there is one key for all. */
export function keyAt(root: unknown, path: string | undefined): string {
  const json = path ? JSON.stringify(valueAt(root, path)) : "";
  return json.length > LONGEST_KEY ? digest(json) : json;
}

/** Names what an event of this name must carry at `path` to match. Equal keys mean equal values: 1 and "1" differ, missing equals missing. */
export const matchKey = (eventName: string, path: string, source: unknown): string =>
  digest(`${eventName}\n${path}\n${path && JSON.stringify(valueAt(source, path))}`);

const EQUALITY = /^event\.([\w$]+(?:\.[\w$]+)*) == async\.\1$/;
const PATH = /^event\.([\w$]+(?:\.[\w$]+)*)$/;

/** The path of a `match`, which the SDK writes as an equality of both events; undefined for any other expression. */
export const matchedPath = (expression: string): string | undefined => EQUALITY.exec(expression)?.[1];

/** The path that a plain key such as `event.data.projectId` names; undefined for any other expression. */
export const keyPath = (expression: string): string | undefined => PATH.exec(expression)?.[1];
