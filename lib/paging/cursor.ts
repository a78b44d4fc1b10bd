import { AppError } from "@/lib/errors";

export type Page<T> = { items: T[]; nextCursor: string | null };

/** A place in a list, as text: the sort key and the id of the last row. Opaque to the caller, and only a place: it proves nothing. */
export const encodeCursor = (...key: (string | number)[]): string => Buffer.from(JSON.stringify(key)).toString("base64url");

export function decodeCursor(cursor: string): (string | number)[] {
  try {
    const key: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(key) && key.every((part) => typeof part === "string" || typeof part === "number")) return key;
  } catch {}
  throw unknownCursor();
}

/** For a list to refuse a cursor that is a place in another one. */
export const unknownCursor = () =>
  new AppError("INVALID_INPUT", "That cursor is not one of ours. Take next_cursor of the page before.", { cursor: ["Unknown cursor."] });

/** The place after a row in a list that is sorted by time: its moment and its id. */
export function decodeMoment(cursor: string): { at: Date; id: string } {
  const [millis, id] = decodeCursor(cursor);
  if (typeof millis !== "number" || Math.abs(millis) > 8.64e15 || typeof id !== "string") throw unknownCursor();
  return { at: new Date(millis), id };
}

/** Cuts rows that were read with one more than asked into a page. */
export function pageOf<T>(rows: T[], limit: number, keyOf: (row: T) => (string | number)[]): Page<T> {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encodeCursor(...keyOf(last)) : null };
}
