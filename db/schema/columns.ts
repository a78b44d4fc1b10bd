import { customType, timestamp } from "drizzle-orm/pg-core";
import { type Kind, publicId, uuidOf } from "@/db/ids";

/** A UUID in the database, a prefixed public id in the program. In raw SQL use `uuidOf` and `publicId`: drizzle maps only its own columns. */
export const idColumn = (kind: Kind) =>
  customType<{ data: string; driverData: string }>({
    dataType: () => "uuid",
    toDriver: (id) => uuidOf(kind, id),
    fromDriver: (uuid) => publicId(kind, uuid),
  })();

/** Raw bytes: hashes and wrapped keys. */
export const bytes = customType<{ data: Buffer; driverData: Buffer }>({ dataType: () => "bytea" });

export const instant = () => timestamp({ withTimezone: true, mode: "date" });

/** Text in byte order, whatever the database's language: what begins with some letters is one range of its index. */
export const byteText = customType<{ data: string }>({ dataType: () => 'text collate "C"' });

/** Stretches of time, none of which touch. Adding some is a union, so it can be done in any order and twice. */
export const stretches = customType<{ data: string }>({ dataType: () => "tstzmultirange" });
