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

/** Names what an event of this name must carry at `path` to match. Equal keys mean equal values: 1 and "1" differ, missing equals missing. */
export const matchKey = (eventName: string, path: string, source: unknown): string =>
  createHash("sha256")
    .update(`${eventName}\n${path}\n${path && JSON.stringify(valueAt(source, path))}`)
    .digest("base64url");

const EQUALITY = /^event\.([\w$]+(?:\.[\w$]+)*) == async\.\1$/;
const PATH = /^event\.([\w$]+(?:\.[\w$]+)*)$/;

/** The path of a `match`, which the SDK writes as an equality of both events; undefined for any other expression. */
export const matchedPath = (expression: string): string | undefined => EQUALITY.exec(expression)?.[1];

/** The path that a plain key such as `event.data.projectId` names; undefined for any other expression. */
export const keyPath = (expression: string): string | undefined => PATH.exec(expression)?.[1];
