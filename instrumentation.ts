/** Next calls this once, before the web server answers anything. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("@/lib/web/boot")).refuseIncompleteEnvironment();
}
