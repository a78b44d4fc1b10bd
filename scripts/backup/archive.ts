import { once } from "node:events";
import type { Readable, Writable } from "node:stream";

/** What stands first in a backup: of which state of the tables it is, and the secret without which its sealed values are lost. */
export type Head = {
  format: 1;
  madeAt: string;
  /** Hashes of the migrations that had run, in their order. */
  migrations: string[];
  /** Only of an instance that made its secret itself; one that is given a secret keeps it elsewhere. */
  authSecret: string | null;
  sequences: { name: string; value: string }[];
};

/** A table's rows follow under its name and columns, in the text form of COPY. */
export type TableHead = { table: string; columns: string[] };

/*
 * A backup is a sequence of frames, each its length (4 bytes, big-endian) and as many bytes: the head as JSON, then for each table its
 * head as JSON, its rows in any number of frames, and an empty frame. An empty frame where a table's head would be is the end: a file that
 * does not close with it was cut off.
 */
const LENGTH = 4;

export class ArchiveWriter {
  readonly #out: Writable;

  constructor(out: Writable) {
    this.#out = out;
  }

  head = (head: Head | TableHead) => this.#frame(Buffer.from(JSON.stringify(head)));

  async rows(rows: Readable) {
    for await (const chunk of rows) await this.#frame(chunk as Buffer);
    await this.#frame(Buffer.alloc(0));
  }

  async end() {
    await this.#frame(Buffer.alloc(0));
    this.#out.end();
  }

  async #frame(bytes: Buffer) {
    const length = Buffer.alloc(LENGTH);
    length.writeUInt32BE(bytes.length);
    this.#out.write(length);
    if (!this.#out.write(bytes)) await once(this.#out, "drain");
  }
}

/** The file ends before a backup does, or is none. */
export class NotWhole extends Error {
  override readonly name = "NotWhole";
}

export class ArchiveReader {
  readonly #chunks: AsyncIterator<Buffer>;
  #rest: Buffer = Buffer.alloc(0);

  constructor(from: Readable) {
    this.#chunks = from[Symbol.asyncIterator]() as AsyncIterator<Buffer>;
  }

  /** The next head; null at the end of a whole backup. */
  async head<T extends Head | TableHead>(): Promise<T | null> {
    const frame = await this.#frame();
    if (frame.length === 0) return null;
    try {
      return JSON.parse(frame.toString("utf8")) as T;
    } catch {
      throw new NotWhole();
    }
  }

  async *rows(): AsyncGenerator<Buffer> {
    for (let frame = await this.#frame(); frame.length > 0; frame = await this.#frame()) yield frame;
  }

  async #frame(): Promise<Buffer> {
    const length = (await this.#take(LENGTH)).readUInt32BE();
    return this.#take(length);
  }

  async #take(bytes: number): Promise<Buffer> {
    const parts: Buffer[] = [this.#rest];
    for (let have = this.#rest.length; have < bytes; ) {
      const { value, done } = await this.#chunks.next();
      if (done) throw new NotWhole();
      parts.push(value);
      have += value.length;
    }
    const all = parts.length === 1 ? this.#rest : Buffer.concat(parts);
    this.#rest = all.subarray(bytes);
    return all.subarray(0, bytes);
  }
}
