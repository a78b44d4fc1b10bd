import type { RunningInstance } from "../support/running.ts";

/** Calls to a request: few, so that there are many requests for a kill to meet. */
const BATCH = 10;
const PEOPLE = 500;
const PAUSE_MS = 10;
const PATIENCE_MS = 10_000;

let made = 0;

export type Ack = { sent: number; acked: number; calls: number };

/** Senders that never give up: each sends a batch again, under the same message ids, until it is acknowledged. Times are `performance.now()`. */
export class Load {
  readonly acks: Ack[] = [];
  readonly acknowledged = new Set<string>();
  readonly #senders: Promise<void>[];
  readonly #url: string;
  readonly #key: string;
  #stopping = false;

  constructor({ facts: { url, project } }: RunningInstance, senders: number) {
    this.#url = `${url}/v1/batch`;
    this.#key = project.publicKey;
    this.#senders = Array.from({ length: senders }, () => this.#send());
  }

  /** Stops when everything that was begun is acknowledged. */
  async stop() {
    this.#stopping = true;
    await Promise.all(this.#senders);
  }

  /** Calls acknowledged per second between two moments. */
  rate(from: number, until: number): number {
    const calls = this.acks.filter(({ acked }) => acked >= from && acked < until).reduce((sum, { calls }) => sum + calls, 0);
    return calls / ((until - from) / 1000);
  }

  async #send() {
    while (!this.#stopping) {
      const ids = Array.from({ length: BATCH }, () => `chaos-${process.pid}-${++made}`);
      const batch = ids.map((messageId, i) => ({
        type: "track",
        userId: `user-${(made + i) % PEOPLE}`,
        event: "Chaos",
        messageId,
        properties: { messageId },
      }));
      const body = JSON.stringify({ batch, writeKey: this.#key });
      while (!(await this.#isAcknowledged(body))) await pause();
      for (const id of ids) this.acknowledged.add(id);
    }
  }

  async #isAcknowledged(body: string): Promise<boolean> {
    const sent = performance.now();
    try {
      const response = await fetch(this.#url, { method: "POST", body, signal: AbortSignal.timeout(PATIENCE_MS) });
      const answer = (await response.json()) as { rejected?: unknown };
      if (response.status !== 200) return false;
      if (answer.rejected) throw new Error(`The server refused calls: ${JSON.stringify(answer)}`);
      this.acks.push({ sent, acked: performance.now(), calls: BATCH });
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.startsWith("The server refused")) throw error;
      return false;
    }
  }
}

const pause = () => new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
