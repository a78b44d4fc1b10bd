import "server-only";
import { createHash } from "node:crypto";
import { readFileSync, statSync } from "node:fs";
import { join } from "node:path";
import { gzipSync } from "node:zlib";
import { env } from "@/lib/env";

/** A script that websites load from us. `etag` is another one for every other text, `weight` its bytes when it is compressed. */
export type Script = { text: string; etag: string; weight: number };

const root = join(/* turbopackIgnore: true */ process.cwd());
const TAG = join(root, process.env.NODE_ENV === "development" ? "dist/dev" : "dist", "cp.js");
const SEGMENT = join(root, "node_modules/@segment/analytics-next/dist/umd");
const known = new Map<string, Script & { changedAt: number }>();

/** Our own JS tag. Null where it was not built. */
export const tagScript = (): Script | null => scriptAt(TAG);

/** What the JS tag weighs on the wire, in bytes. Null where it was not built. */
export const tagWeight = (): number | null => tagScript()?.weight ?? null;

/** Segment's own script, unchanged but for its first line: where it came from is told to it, because it looks for an https address alone. */
export const segmentScript = (): Script | null =>
  scriptAt(join(SEGMENT, "standalone.js"), `(window.analytics=window.analytics||[])._cdn??=${JSON.stringify(env().APP_URL)};\n`);

/** A part of Segment's script, which it loads by itself where a page needs it. */
export const segmentPart = (name: string): Script | null =>
  /^[\w-]+\.bundle\.[0-9a-f]{20}\.js$/.test(name) ? scriptAt(join(SEGMENT, name)) : null;

function scriptAt(path: string, first = ""): Script | null {
  const file = statSync(path, { throwIfNoEntry: false });
  if (!file) return null;
  const before = known.get(path);
  if (before?.changedAt === file.mtimeMs) return before;
  const text = first + readFileSync(path, "utf8");
  const etag = `"${createHash("sha256").update(text).digest("base64url").slice(0, 20)}"`;
  const script = { text, etag, weight: gzipSync(text).byteLength, changedAt: file.mtimeMs };
  known.set(path, script);
  return script;
}
