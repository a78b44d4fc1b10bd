import { type BeaconCall, WHO, whoIn } from "@/lib/ingest/beacon/call";
import { charges } from "@/lib/ingest/beacon/charges";
import { customers } from "@/lib/ingest/beacon/customers";
import { events } from "@/lib/ingest/beacon/events";
import { pages } from "@/lib/ingest/beacon/pages";
import { tags } from "@/lib/ingest/beacon/tags";
import type { Said } from "@/lib/ingest/body";
import { isObject } from "@/lib/ingest/body";
import { Unfit } from "@/lib/ingest/problems";
import { idIn, listIn } from "@/lib/ingest/said";
import type { RejectedItem, Telling } from "@/lib/ingest/telling";
import type { Scope } from "@/lib/scope";

/** The lists of `/beacon/track`, each of a noun of the Beacon API. */
const LISTS: Record<string, BeaconCall> = { events, charges, tags, pages };

type Place = { list: string; index: number };
/** A part of the call that was refused: which list, and which item of it. The customer's own fields are the list `customer`. */
export type RejectedPart = RejectedItem & Place;

/**
 * `POST /beacon/track`: a customer with what they did, in one call. Whoever it is about is found or made; then each part is accepted or
 * refused by itself.
 */
export async function recordTrack(scope: Scope, said: Said, telling: Telling, key: string | undefined): Promise<RejectedPart[]> {
  whoIn(said);
  const parts = partsOf(said);
  const id = idIn(said, "message_id") ?? key;
  const receivedAt = telling.receivedAt.getTime();
  telling.readAll(
    parts.map(({ item }) => item),
    (item, i) => {
      const { list, index } = parts[i]!;
      if (list === "customer") return customers.read(item, receivedAt, id);
      return LISTS[list]!.read(item, receivedAt, idIn(item, "message_id") ?? (id && `${id}:${list}:${index}`));
    },
  );
  return (await telling.record(scope)).map(({ index: i, ...refusal }) => ({ ...placeOf(parts[i]!), ...refusal }));
}

const placeOf = ({ list, index }: Place): Place => ({ list, index });

/** What stands beside the lists is the customer, and says who did what is in them. */
function partsOf(said: Said): (Place & { item: unknown })[] {
  const { api_key: _, message_id: __, ...fields } = said;
  const customer = Object.fromEntries(Object.entries(fields).filter(([field]) => !Object.hasOwn(LISTS, field)));
  const shared = Object.fromEntries([...WHO, "update_session"].map((field) => [field, said[field]]));
  const lists = Object.keys(LISTS).flatMap((list) =>
    (said[list] === undefined ? [] : listIn(said, list)).map((item, index) => ({
      list,
      index,
      item: isObject(item) ? { ...shared, ...item } : item,
    })),
  );
  if (lists.length >= MOST) throw new Unfit(null, `a call carries at most ${MOST} items. Send the rest in another one.`);
  return [{ list: "customer", index: 0, item: customer }, ...lists];
}

const MOST = 2_500;
