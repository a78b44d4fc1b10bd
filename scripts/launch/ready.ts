import { Failure } from "./failure.ts";

const PATIENCE = 90_000;

/** Resolves when the web server says yes at this address. What ends in the meantime, three times over, is not waited for. */
export async function untilReady(address: string, deaths: string[], signal: AbortSignal) {
  const deadline = performance.now() + PATIENCE;
  let last = "the web server does not answer";
  while (performance.now() < deadline && deaths.length < 3) {
    signal.throwIfAborted();
    const answer = await ask(address);
    if (answer?.ok) return;
    if (answer) last = await answer.text();
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
  throw new Failure(`CrowdPower does not get ready: ${deaths.at(-1) ?? last}`);
}

const ask = (url: string) => fetch(url, { signal: AbortSignal.timeout(5_000) }).catch(() => undefined);
