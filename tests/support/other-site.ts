import { createServer } from "node:http";
import type { AddressInfo } from "node:net";

type Site = { url: string; [Symbol.asyncDispose](): Promise<void> };

/** A website that is not ours, on an origin of its own: pages by their paths, and scripts by paths that end in .js. */
export async function otherSite(pages: Record<string, string>): Promise<Site> {
  const server = createServer((request, response) => {
    const path = new URL(request.url ?? "/", "http://here").pathname;
    const body = pages[path] ?? pages["/"] ?? "";
    const type = path.endsWith(".js") ? "text/javascript" : "text/html";
    response.writeHead(200, { "content-type": `${type}; charset=utf-8` }).end(body);
  });
  server.listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    [Symbol.asyncDispose]: () =>
      new Promise<void>((resolve) => {
        server.closeAllConnections();
        server.close(() => resolve());
      }),
  };
}
