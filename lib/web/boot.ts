import "server-only";
import { EnvError, env } from "@/lib/env";

/** A server whose environment is not complete says what is missing and ends, before it can half work. */
export function refuseIncompleteEnvironment() {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
