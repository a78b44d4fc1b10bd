import { createServer, type IncomingHttpHeaders, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Heard = { method: string; path: string; headers: IncomingHttpHeaders; body: string };
type Behaviour = (heard: Heard, response: ServerResponse) => void;

/** Somebody else's web server. It answers 200 and "ok"; `next` decides about the requests to come before that, one each. */
export async function aListener() {
  const heard: Heard[] = [];
  const next: Behaviour[] = [];
  const connections = { count: 0 };
  const server = createServer(async (request, response) => {
    const bytes = Buffer.concat(await Array.fromAsync(request as AsyncIterable<Buffer>));
    const said = { method: request.method ?? "", path: request.url ?? "", headers: request.headers, body: bytes.toString("utf8") };
    heard.push(said);
    const behaviour = next.shift();
    if (behaviour) behaviour(said, response);
    else response.end("ok");
  });
  server.on("connection", () => (connections.count += 1));
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  const { port } = server.address() as AddressInfo;
  const stop = () => {
    server.closeAllConnections();
    return new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${port}`, port, heard, next, connections, stop };
}

export const answering =
  (status: number, body = "", headers: Record<string, string> = {}): Behaviour =>
  (_, response) =>
    void response.writeHead(status, headers).end(body);
