import { connect } from "node:net";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { createWebSocketStream, WebSocketServer } from "ws";

/** What Neon runs before its Postgres: a WebSocket that carries the wire protocol. From here on this process uses Neon's driver. */
export async function behindNeonProxy(): Promise<void> {
  if (process.env.NEON_WS_PROXY) return;
  const server = createServer().listen(0, "127.0.0.1");
  await new Promise((resolve) => server.once("listening", resolve));
  new WebSocketServer({ server }).on("connection", (webSocket, request) => {
    const [host = "", port] = new URL(request.url ?? "", "http://proxy").searchParams.get("address")?.split(":") ?? [];
    const [there, here] = [connect(Number(port), host), createWebSocketStream(webSocket)];
    here.on("error", () => there.destroy());
    there.on("error", () => here.destroy());
    here.pipe(there).pipe(here);
  });
  server.unref();
  process.env.DATABASE_DRIVER = "neon";
  process.env.NEON_WS_PROXY = `127.0.0.1:${(server.address() as AddressInfo).port}`;
}
