import { type Inngest, InngestCommHandler, type InngestFunction } from "inngest";
import type { Answer, CallRequest } from "@/inngest/engine/protocol";

/** The SDK as the engine sees it: what functions there are, and a call of one. */
export type Sdk = { register(): Promise<unknown[]>; call(request: CallRequest): Promise<Answer> };

type Request = { method: string; url: URL; headers: Record<string, string>; body: unknown };
type Response = { status: number; headers: Record<string, string>; body: string };

const ADDRESS = "http://engine.invalid/api/inngest"; // never resolved: the SDK wants a URL, and nobody calls it

/**
 * The SDK's own handler, called in this process. It asks for no signature, so it must never be reachable from outside: nothing here listens.
 */
export function inProcessSdk(client: Inngest.Like, functions: readonly InngestFunction.Like[]): Sdk {
  const handle = new InngestCommHandler({
    frameworkName: "crowdpower",
    client,
    functions,
    skipSignatureValidation: true,
    handler: (request: Request) => ({
      method: () => request.method,
      url: () => request.url,
      headers: (name: string) => request.headers[name.toLowerCase()] ?? null,
      body: () => request.body as string,
      transformResponse: (response: Response) => response,
    }),
  }).createHandler() as (request: Request) => Promise<Response>;

  return {
    async register() {
      const headers = { host: "engine.invalid", "x-inngest-sync-kind": "in_band" };
      const { status, body } = await handle({ method: "PUT", url: new URL(ADDRESS), headers, body: { url: ADDRESS } });
      if (status !== 200) throw new Error(`The functions cannot be read: ${body}`);
      return (JSON.parse(body) as { functions: unknown[] }).functions;
    },
    async call({ functionId, stepId, body }) {
      const query = new URLSearchParams({ fnId: functionId, stepId });
      const response = await handle({ method: "POST", url: new URL(`${ADDRESS}?${query}`), headers: { host: "engine.invalid" }, body });
      const headers = Object.fromEntries(Object.entries(response.headers).map(([name, value]) => [name.toLowerCase(), value]));
      return {
        status: response.status,
        body: response.body,
        noRetry: headers["x-inngest-no-retry"] === "true",
        retryAfter: headers["retry-after"] ?? null,
      };
    },
  };
}
