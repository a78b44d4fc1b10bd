import { connect, type Socket } from "node:net";

const IDLE_MS = 3_000; // servers close a connection that rests for five seconds

/** One keep-alive connection that sends prepared bytes and waits for the whole answer: as little client as can be, so that the server is what is measured. */
export class Connection {
  readonly #url: string;
  #socket: Socket;
  #answered: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #text = "";
  #usedAt = performance.now();

  private constructor(url: string, socket: Socket) {
    this.#url = url;
    this.#socket = this.#listening(socket);
  }

  static async open(url: string): Promise<Connection> {
    return new Connection(url, await connected(url));
  }

  /** Sends a request; answers its status. */
  async send(request: string): Promise<number> {
    if (this.#socket.destroyed || performance.now() - this.#usedAt > IDLE_MS) {
      this.close();
      this.#socket = this.#listening(await connected(this.#url));
    }
    this.#usedAt = performance.now();
    return new Promise((answered, failed) => {
      this.#answered = answered;
      this.#failed = failed;
      this.#socket.write(request);
    });
  }

  #listening(socket: Socket): Socket {
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#take(chunk.toString("latin1")));
    const lost = (error: Error) => socket === this.#socket && this.#failed?.(error);
    socket.on("error", lost);
    return socket.on("close", () => lost(new Error("The server closed the connection.")));
  }

  #take(text: string) {
    this.#text += text;
    const end = this.#text.indexOf("\r\n\r\n");
    if (end < 0) return;
    const head = this.#text.slice(0, end);
    const length = /content-length: (\d+)/i.exec(head)?.[1];
    const isWhole = length === undefined ? this.#text.endsWith("0\r\n\r\n") : this.#text.length - end - 4 >= Number(length);
    if (!isWhole) return;
    const status = Number(head.slice(9, 12));
    this.#text = "";
    this.#failed = undefined;
    this.#usedAt = performance.now();
    this.#answered?.(status);
  }

  close() {
    this.#failed = undefined;
    this.#socket.destroy();
  }
}

function connected(url: string): Promise<Socket> {
  const { hostname, port } = new URL(url);
  return new Promise((resolve, reject) => {
    const socket = connect(Number(port), hostname, () => resolve(socket)).once("error", reject);
  });
}

/** Keeps connections busy for a while with requests made by `next`; answers how many were answered with 200. */
export async function keepBusy(
  { url, count }: { url: string; count: number },
  seconds: number,
  next: () => string,
): Promise<{ answered: number; seconds: number }> {
  const connections = await Promise.all(Array.from({ length: count }, () => Connection.open(url)));
  const begun = performance.now();
  const until = begun + seconds * 1000;
  let answered = 0;
  await Promise.all(
    connections.map(async (connection) => {
      while (performance.now() < until) {
        const status = await connection.send(next());
        if (status !== 200) throw new Error(`The server answered ${status}.`);
        answered += 1;
      }
    }),
  );
  const took = (performance.now() - begun) / 1000;
  for (const connection of connections) connection.close();
  return { answered, seconds: took };
}
