import { beacon } from "@/lib/ingest/beacon/door";
import { opened } from "@/lib/web/door";

/** The Beacon API: /beacon/customers, /beacon/events and their /bulk. */
const door = opened(beacon, "/beacon/");

export { door as GET, door as POST, door as OPTIONS };
