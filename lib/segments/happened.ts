import "server-only";
import { type SQL, sql } from "drizzle-orm";
import { events } from "@/db/schema";
import type { AddressMatch } from "@/lib/events/addresses/schema";
import { plainAddress } from "@/lib/events/addresses/visits";
import { EVENT_KINDS, RESERVED_NAMES } from "@/lib/events/schema";
import type { Happened } from "@/lib/segments/facts";
import type { ChargeCondition, EventCondition, PageCondition } from "@/lib/segments/schema";

const isOf = (kind: "page" | "charge") => sql`${events.kind} = ${EVENT_KINDS.indexOf(kind)}::int`;

/** The events that a condition is about. */
export function happenedIn(condition: EventCondition | PageCondition | ChargeCondition): Happened {
  switch (condition.type) {
    case "event":
      return { name: condition.name, withinMinutes: condition.withinMinutes };
    case "page":
      return visitsOf(condition);
    case "charge":
      return chargesIn(condition);
  }
}

/** The charges of a currency. What is recorded of them always names it. */
const chargesIn = ({ currency, withinMinutes }: ChargeCondition): Happened => ({
  ...{ name: RESERVED_NAMES.charge, withinMinutes },
  only: { key: currency, is: sql`${isOf("charge")} and ${events.properties} ->> 'currency' = ${currency}` },
});

/** The visits of an address, compared as triggers compare it (`isVisitOf`). */
const visitsOf = ({ match, address, withinMinutes }: PageCondition): Happened => ({
  ...{ name: RESERVED_NAMES.page, withinMinutes },
  only: { key: `${match} ${address}`, is: sql`${isOf("page")} and ${isAddress(match, address)}` },
});

function isAddress(match: AddressMatch, address: string): SQL {
  const hasQuery = address.includes("?");
  const asked = plainAddress(address, hasQuery);
  if (asked === "") return sql`false`;
  return sql`coalesce(${compared(match, plain(address.startsWith("/") ? placeOf(hasQuery) : said("url"), hasQuery), asked)}, false)`;
}

function compared(match: AddressMatch, seen: SQL, asked: string): SQL {
  switch (match) {
    case "is":
      return sql`${seen} = ${asked}`;
    case "begins_with":
      return sql`starts_with(${seen}, ${asked})`;
    case "contains":
      return sql`strpos(${seen}, ${asked}) > 0`;
    case "pattern":
      return sql`${seen} like ${asked.replace(/[\\%_]/g, "\\$&").replaceAll("*", "%")}`;
  }
}

/** A text among a visit's properties, or null. */
const said = (key: "url" | "path" | "search"): SQL =>
  sql`case when jsonb_typeof(${events.properties} -> ${key}::text) = 'string' then nullif(left(${events.properties} ->> ${key}::text, 4000), '') end`;

/** The path of a visit, with its query where one is asked for. */
function placeOf(hasQuery: boolean): SQL {
  const place = sql`coalesce(${said("path")}, regexp_replace(${said("url")}, '^[a-z][a-z0-9+.-]*://[^/?#]*', '', 'i'))`;
  if (!hasQuery) return place;
  const query = sql`coalesce(${said("search")}, case when strpos(${said("url")}, '?') > 0 then substr(${said("url")}, strpos(${said("url")}, '?')) else '' end)`;
  return sql`(select p || case when strpos(p, '?') > 0 then '' else coalesce(${query}, '') end from (select ${place} as p) as place)`;
}

/** An address without what makes no difference, as `plainAddress` makes it. */
function plain(address: SQL, withQuery: boolean): SQL {
  const bare = sql`regexp_replace(regexp_replace(lower(${address}), '#.*$', ''), '^https?://(www\\.)?', '')`;
  const place = sql`case when length(split_part(b, '?', 1)) > 1 then regexp_replace(split_part(b, '?', 1), '/$', '') else split_part(b, '?', 1) end`;
  const query = withQuery ? sql`case when strpos(b, '?') > 0 then substr(b, strpos(b, '?')) else '' end` : sql`''`;
  return sql`(select ${place} || ${query} from (select ${bare} as b) as bare)`;
}
