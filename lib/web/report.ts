import "server-only";
import type { Logger } from "pino";
import { log } from "@/lib/log";

/** Writes down a failure nobody foresaw, under an id that the person it happened to can name. */
export function report(error: unknown, requestId: string = crypto.randomUUID()): string {
  log.error({ err: error, requestId }, "unexpected failure");
  return requestId;
}

type Asked = { path: string; routePath: string; method: string; headers: NodeJS.Dict<string | string[]> };

/**
 * The same of a page that could not be shown, under the digest that it shows. What somebody is meant to see is no failure: it is known by
 * its name, for a page and what watches over pages have a class each. A path is without its query, and one with a token is not told.
 */
export function reportPage(error: unknown, { path, routePath, method, headers }: Asked, to: Logger = log) {
  if (error instanceof Error && error.name === "AppError") return;
  const digest = error instanceof Error && "digest" in error ? error.digest : undefined;
  const place = routePath.includes("[token]") ? routePath : path.split("?")[0];
  to.error({ err: error, digest, requestId: headers["x-request-id"], method, path: place }, "a page could not be shown");
}
