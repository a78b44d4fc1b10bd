import "server-only";
import { scopeFromLeavingToken } from "@/lib/auth/letters";
import type { Leaving } from "@/lib/consent/tokens";
import { AppError, notFound } from "@/lib/errors";
import type { Scope } from "@/lib/scope";
import { report } from "@/lib/web/report";

/** What became of a recipient's request: what was asked for, or that the link is none, or that we failed. */
export type Recipient<T> = { status: 200; data: T } | { status: 404 | 500; data: null };

/** Runs something as the holder of the signed link in an email. Whatever is wrong with a link, the answer is the same. */
export async function asRecipient<T>(token: string, work: (scope: Scope, leaving: Leaving) => Promise<T>): Promise<Recipient<T>> {
  try {
    const proven = await scopeFromLeavingToken(token);
    if (!proven) throw notFound("link");
    return { status: 200, data: await work(proven.scope, proven.leaving) };
  } catch (error) {
    if (error instanceof AppError) return { status: 404, data: null };
    report(error);
    return { status: 500, data: null };
  }
}
