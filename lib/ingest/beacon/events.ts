import { type BeaconCall, WHO, whenIn, whoIn } from "@/lib/ingest/beacon/call";
import { Unfit } from "@/lib/ingest/problems";
import { idIn, objectIn } from "@/lib/ingest/said";

/** `POST /beacon/events`: what somebody did. */
export const events: BeaconCall = {
  shared: [...WHO, "update_session"],
  read(said, receivedAt, callId) {
    const name = idIn(said, "action");
    if (name === undefined) throw new Unfit("action", "is missing: it is the event's name.");
    return { type: "track", ...whoIn(said), ...whenIn(said, receivedAt), callId, name, properties: objectIn(said, "properties") };
  },
};
