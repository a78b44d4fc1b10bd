import "server-only";
import type { z } from "zod";
import { scopeFromSession } from "@/lib/auth/people";
import type { Grant } from "@/lib/grants";
import { requireGrant, type Scope } from "@/lib/scope";
import { parse } from "@/lib/web/parse";
import { report } from "@/lib/web/report";
import { problem } from "@/lib/web/route";

type Spec<S extends z.ZodType> = {
  grant: Grant;
  name: string;
  input: S;
  rows: (scope: Scope, input: z.output<S>) => AsyncIterable<string>;
};
type Context = { params: Promise<{ project: string }> };

/** Makes a CSV file for the signed-in, streamed as it is read: proves who is asking and that they may before its first byte. */
export function download<S extends z.ZodType>({ grant, name, input, rows }: Spec<S>) {
  return async (request: Request, { params }: Context): Promise<Response> => {
    try {
      const { project } = await params;
      const scope = await scopeFromSession(project);
      requireGrant(scope, grant);
      const asked = parse(input, Object.fromEntries(new URL(request.url).searchParams), "The request is not valid.");
      return new Response(bytesOf(rows(scope, asked)), {
        headers: {
          "content-type": "text/csv; charset=utf-8",
          "content-disposition": `attachment; filename="${name}-${project}.csv"`,
          "cache-control": "private, no-store",
        },
      });
    } catch (error) {
      return problem(error, crypto.randomUUID());
    }
  };
}

/** A failure on the way ends the connection: a file that is cut off must not look whole. */
function bytesOf(rows: AsyncIterable<string>): ReadableStream<Uint8Array> {
  const text = new TextEncoder();
  const reading = rows[Symbol.asyncIterator]();
  return new ReadableStream({
    async pull(controller) {
      try {
        const { done, value } = await reading.next();
        if (done) return controller.close();
        controller.enqueue(text.encode(value));
      } catch (error) {
        report(error);
        controller.error(error);
      }
    },
    cancel: async () => void (await reading.return?.()),
  });
}
