import { connect, type Socket } from "node:net";

/** One keep-alive connection that sends prepared bytes and waits for the whole answer: as little client as can be, so that the server is what is measured. */
export class Connection {
  readonly #socket: Socket;
  #answered: ((status: number) => void) | undefined;
  #failed: ((error: Error) => void) | undefined;
  #text = "";

  private constructor(socket: Socket) {
    this.#socket = socket;
    socket.setNoDelay(true);
    socket.on("data", (chunk: Buffer) => this.#take(chunk.toString("latin1")));
    socket.on("error", (error) => this.#failed?.(error));
    socket.on("close", () => this.#failed?.(new Error("The server closed the connection.")));
  }

  static open(url: string): Promise<Connection> {
    const { hostname, port } = new URL(url);
    return new Promise((resolve, reject) => {
      const socket = connect(Number(port), hostname, () => resolve(new Connection(socket))).once("error", reject);
    });
  }

  /** Sends a request; answers its status. */
  send(request: string): Promise<number> {
    return new Promise((answered, failed) => {
      this.#answered = answered;
      this.#failed = failed;
      this.#socket.write(request);
    });
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
    this.#answered?.(status);
  }

  close() {
    this.#failed = undefined;
    this.#socket.destroy();
  }
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
