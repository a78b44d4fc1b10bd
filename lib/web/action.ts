import "server-only";
import { headers } from "next/headers";
import { unstable_rethrow } from "next/navigation";
import type { z } from "zod";
import { scopeFromSession } from "@/lib/auth/people";
import { AppError, type ErrorCode, type FieldErrors } from "@/lib/errors";
import type { Grant } from "@/lib/grants";
import { requireGrant, type Scope } from "@/lib/scope";
import { passOnAfterwards } from "@/lib/web/afterwards";
import { parse } from "@/lib/web/parse";
import { report } from "@/lib/web/report";

export type ActionResult<T> = { ok: true; data: T } | { ok: false; code: ErrorCode | "UNEXPECTED"; message: string; fields?: FieldErrors };

type Spec<S extends z.ZodType, T> = {
  grant: Grant;
  input: S;
  handle: (scope: Scope, input: z.output<S>) => Promise<T>;
};

/** Makes a server action: proves who is asking and that they may, reads the input, and turns failures into values. */
export function action<S extends z.ZodType, T>({ grant, input, handle }: Spec<S, T>) {
  return (project: string, said: unknown): Promise<ActionResult<T>> =>
    settled(async () => {
      const scope = await scopeFromSession(String(project));
      requireGrant(scope, grant);
      const done = await handle(scope, parse(input, said, "Please check the highlighted fields."));
      passOnAfterwards();
      return done;
    });
}

/** Failures as values, for forms, and nothing for other websites. Redirects and the like are Next's, and go on. */
export async function settled<T>(work: () => Promise<T>): Promise<ActionResult<T>> {
  try {
    await refuseOtherSites();
    return { ok: true, data: await work() };
  } catch (error) {
    unstable_rethrow(error);
    if (error instanceof AppError) {
      return { ok: false, code: error.code, message: error.message, ...(error.fields && { fields: error.fields }) };
    }
    return { ok: false, code: "UNEXPECTED", message: `Something went wrong. If it keeps happening, report it as ${report(error)}.` };
  }
}

/**
 * A browser says where a request comes from, and no script can change that. Next compares origin and host too; this asks the browser's own
 * word, so that it holds whatever a proxy makes of the host.
 */
export async function refuseOtherSites() {
  const site = (await headers()).get("sec-fetch-site");
  if (site === "cross-site" || site === "same-site")
    throw new AppError("FORBIDDEN", "This was sent from another website. Open the page here.");
}
