import { segment } from "@/lib/ingest/segment/door";
import { opened } from "@/lib/web/door";

/** Segment's HTTP API: /v1/identify, /v1/track, /v1/batch and the others. */
const door = opened(segment, "/v1/");

export { door as GET, door as POST, door as OPTIONS };
