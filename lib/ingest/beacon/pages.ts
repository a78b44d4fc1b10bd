import { type BeaconCall, WHO, whenIn, whoIn } from "@/lib/ingest/beacon/call";
import { Unfit } from "@/lib/ingest/problems";
import { idIn, objectIn } from "@/lib/ingest/said";

const FIELDS = ["url", "title", "referrer"] as const;

/** `POST /beacon/pages`: a page that somebody looked at. */
export const pages: BeaconCall = {
  shared: [...WHO, "update_session"],
  read(said, receivedAt, callId) {
    const fields = FIELDS.flatMap((field) => {
      const text = idIn(said, field);
      return text === undefined ? [] : [[field, text] as const];
    });
    const page = Object.fromEntries(fields);
    if (page.url === undefined && page.title === undefined) throw new Unfit("url", "is missing: say which page it was.");
    const properties = { ...objectIn(said, "properties"), ...page };
    return { type: "page", ...whoIn(said), ...whenIn(said, receivedAt), callId, properties };
  },
};
