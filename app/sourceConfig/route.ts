import { rudderConfig } from "@/lib/ingest/segment/rudder";
import { opened } from "@/lib/web/door";

/** What RudderStack's browser SDK asks for before it starts. */
const door = opened(rudderConfig, "/sourceConfig");

export { door as GET, door as OPTIONS };
