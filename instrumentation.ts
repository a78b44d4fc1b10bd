import type { Instrumentation } from "next";

/** Next calls this once, before the web server answers anything. */
export async function register() {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("@/lib/web/boot")).refuseIncompleteEnvironment();
}

/** Next calls this for every error that it answers with its own page of trouble: it goes to our log as well, under the same digest. */
export const onRequestError: Instrumentation.onRequestError = async (error, request, { routePath }) => {
  if (process.env.NEXT_RUNTIME === "nodejs") (await import("@/lib/web/report")).reportPage(error, { ...request, routePath });
};
