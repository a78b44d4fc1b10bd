import "server-only";
import { log } from "@/lib/log";

/** Writes down a failure nobody foresaw, under an id that the person it happened to can name. */
export function report(error: unknown, requestId: string = crypto.randomUUID()): string {
  log.error({ err: error, requestId }, "unexpected failure");
  return requestId;
}
