import { EnvError, env } from "@/lib/env";

/** Next calls this once, before the web server answers anything: a server whose environment is not complete says so and ends. */
export function register() {
  try {
    env();
  } catch (error) {
    if (!(error instanceof EnvError)) throw error;
    console.error(`\n${error.message}\n`);
    process.exit(1);
  }
}
