import "server-only";
import type { z } from "zod";
import type { Grant } from "@/lib/grants";
import type { Scope } from "@/lib/scope";
import { guarded } from "@/lib/web/guarded";
import { parse } from "@/lib/web/parse";
import { report } from "@/lib/web/report";

type Spec<S extends z.ZodType> = {
  grant: Grant;
  name: string;
  input: S;
  rows: (scope: Scope, input: z.output<S>) => AsyncIterable<string>;
};

/** Makes a CSV file for the signed-in, streamed as it is read. */
export const download = <S extends z.ZodType>({ grant, name, input, rows }: Spec<S>) =>
  guarded(grant, (scope, request, project) => {
    const asked = parse(input, Object.fromEntries(new URL(request.url).searchParams), "The request is not valid.");
    return new Response(bytesOf(rows(scope, asked)), {
      headers: {
        "content-type": "text/csv; charset=utf-8",
        "content-disposition": `attachment; filename="${name}-${project}.csv"`,
        "cache-control": "private, no-store",
      },
    });
  });

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
