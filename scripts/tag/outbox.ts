import { forget, keysWith, recall, remember } from "./memory";

/** One call, as `/beacon/batch` reads it. */
export type Told = { message_id: string; created_at: number; [field: string]: unknown };

const PLACE = "cp_q_";
const TOGETHER_MS = 250; // calls that come within this are sent in one request
const MOST_BYTES = 60_000; // a browser takes 64 KB of what is sent while a page is left
const CALL_BYTES = 32_000; // more than this is refused
const MOST_CALLS = 500; // kept while nothing can be sent; older ones go first
const LONGEST_WAIT_MS = 60_000;

/**
 * Calls until they are acknowledged, each in a place of its own, so that tabs never overwrite each other's. What is still here when a page
 * is left is sent again by the next one: a call may be sent twice, and counts once by its id.
 */
export class Outbox {
  readonly #address: string;
  readonly #envelope: () => object;
  readonly #waiting = new Map<string, string>();
  #timer: ReturnType<typeof setTimeout> | undefined;
  #failures = 0;
  #isSending = false;
  #isOpen = false;

  /** `envelope` is what every request says beside its calls. */
  constructor(address: string, envelope: () => object) {
    this.#address = address;
    this.#envelope = envelope;
  }

  /** Sends from now on; first of all what earlier pages could not send. Before, calls only wait. */
  begin() {
    this.#isOpen = true;
    for (const key of keysWith(PLACE)) this.#waiting.set(key.slice(PLACE.length), recall(key) ?? "");
    this.#sendIn(0);
  }

  put(call: Told) {
    const text = JSON.stringify(call);
    if (bytesOf(text) > CALL_BYTES) throw new Error("A call is larger than 32 KB.");
    this.#waiting.set(call.message_id, text);
    remember(PLACE + call.message_id, text);
    if (this.#waiting.size > MOST_CALLS) this.#done(this.#waiting.keys().next().value!);
    this.#sendIn(TOGETHER_MS);
  }

  clear() {
    for (const key of keysWith(PLACE)) forget(key);
    this.#waiting.clear();
  }

  /** The page is being left, or may be: what waits goes out now, and stays until somebody says that it arrived. */
  leave() {
    const ids = this.#next();
    if (ids.length > 0 && this.#isOpen) navigator.sendBeacon?.(this.#address, this.#body(ids)); // as text, for which a browser asks no permission first
  }

  sendNow() {
    this.#failures = 0;
    this.#sendAfter(0);
  }

  /** Whatever was waited for before: calls that came meanwhile make nothing go sooner. */
  #sendAfter(millis: number) {
    clearTimeout(this.#timer);
    this.#timer = undefined;
    this.#sendIn(millis);
  }

  #sendIn(millis: number) {
    this.#timer ??= setTimeout(() => {
      this.#timer = undefined;
      void this.#send();
    }, millis);
  }

  async #send() {
    const ids = this.#next();
    if (ids.length === 0 || this.#isSending || !this.#isOpen) return;
    this.#isSending = true;
    const answer = await fetch(this.#address, { method: "POST", body: this.#body(ids), keepalive: true, credentials: "omit" }).catch(
      () => null,
    );
    this.#isSending = false;
    if (!answer || answer.status === 429 || answer.status >= 500) return this.#sendAfter(this.#pause(answer));
    if (!answer.ok) console.warn("CrowdPower refused calls:", await answer.text().catch(String));
    this.#failures = 0;
    for (const id of ids) this.#done(id);
    this.#sendIn(0);
  }

  /** As long as was asked for, else twice as long each time; never the same for all browsers, so that they do not come back at once. */
  #pause(answer: Response | null): number {
    const asked = Number(answer?.headers.get("retry-after")) * 1_000;
    if (asked > 0) return Math.min(asked, 5 * LONGEST_WAIT_MS) * (1 + Math.random() / 4);
    return Math.min(LONGEST_WAIT_MS, 1_000 * 2 ** this.#failures++) * (0.5 + Math.random() / 2);
  }

  #done(id: string) {
    this.#waiting.delete(id);
    forget(PLACE + id);
  }

  /** The oldest calls, as many as fit a request. */
  #next(): string[] {
    let bytes = 0;
    return [...this.#waiting].flatMap(([id, text]) => {
      bytes += bytesOf(text);
      return bytes < MOST_BYTES ? id : [];
    });
  }

  #body(ids: string[]): string {
    const calls = ids.map((id) => this.#waiting.get(id)).join();
    return `${JSON.stringify({ ...this.#envelope(), sent_at: Date.now() }).slice(0, -1)},"batch":[${calls}]}`;
  }
}

const bytesOf = (text: string) => new Blob([text]).size;
