import { createServer } from "node:net";
import { Failure } from "./failure.ts";

const PATIENCE = 3_000; // what a killed launcher left ends within one or two seconds

/** Fails with a sentence unless one can listen there. */
export async function requireFreePort(host: string, port: number, patience = PATIENCE) {
  const deadline = performance.now() + patience;
  for (;;) {
    const code = await tryListening(host, port);
    if (!code) return;
    if (code === "EADDRINUSE" && performance.now() < deadline) await new Promise((resolve) => setTimeout(resolve, 100));
    else throw new Failure(sentence(code, host, port));
  }
}

const tryListening = (host: string, port: number) =>
  new Promise<string | undefined>((resolve) => {
    const server = createServer();
    server.once("error", (error: NodeJS.ErrnoException) => resolve(error.code ?? error.message));
    server.listen(port, host, () => server.close(() => resolve(undefined)));
  });

function sentence(code: string, host: string, port: number): string {
  if (code === "EADDRINUSE") return `Port ${port} is already in use. Stop what uses it, or choose another: npm start -- --port ${port + 1}`;
  if (code === "EACCES") return `Port ${port} is reserved for the system. Choose one above 1023: npm start -- --port 3000`;
  return `${host} is not an address of this machine (${code}). Choose another: npm start -- --host 0.0.0.0`;
}

/** Where the instance is reached unless APP_URL says so. "Every address" is no place to go to, so this machine stands in for it. */
export function defaultAddress(host: string, port: number): string {
  const name = host === "0.0.0.0" || host === "::" ? "127.0.0.1" : host.includes(":") ? `[${host}]` : host;
  return `http://${name}:${port}`;
}
