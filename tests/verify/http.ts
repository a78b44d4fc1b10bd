import { Agent, type IncomingHttpHeaders, request } from "node:http";

export type Asked = { method?: string; path: string; headers?: Record<string, string>; body?: string };
export type Answered = { status: number; headers: IncomingHttpHeaders; text: string };

const agent = new Agent({ keepAlive: true, maxSockets: 8 });

/** One request exactly as it is said here, `Host` and `Origin` included, which `fetch` would not send. A stream is read no further than its head. */
export function ask(base: string, { method = "GET", path, headers = {}, body }: Asked): Promise<Answered> {
  const { hostname, port } = new URL(base);
  return new Promise((resolve, reject) => {
    const sent = request({ agent, hostname, port, method, path, headers, timeout: 60_000 }, (response) => {
      const { statusCode: status = 0, headers } = response;
      if (headers["content-type"]?.startsWith("text/event-stream")) {
        resolve({ status, headers, text: "" });
        return void response.destroy();
      }
      const chunks: Buffer[] = [];
      response.on("data", (chunk: Buffer) => chunks.push(chunk));
      response.on("end", () => resolve({ status, headers, text: Buffer.concat(chunks).toString("utf8") }));
      response.on("error", reject);
    });
    sent.on("timeout", () => sent.destroy(new Error(`No answer to ${method} ${path}.`)));
    sent.on("error", reject);
    sent.end(body);
  });
}

/** The cookie that an answer gives, to be sent along from then on. */
export function cookieOf({ headers }: Answered): string {
  const given = (headers["set-cookie"] ?? []).map((cookie) => cookie.split(";")[0]!).filter((pair) => !pair.endsWith("="));
  return given.join("; ");
}

/** Runs work for all of a list, a few at a time. */
export async function eachOf<T>(all: readonly T[], work: (one: T) => Promise<void>, atOnce = 4): Promise<void> {
  const left = [...all];
  await Promise.all(
    Array.from({ length: atOnce }, async () => {
      for (let one = left.shift(); one !== undefined; one = left.shift()) await work(one);
    }),
  );
}
