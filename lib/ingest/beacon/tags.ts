import { type BeaconCall, WHO, whenIn, whoIn } from "@/lib/ingest/beacon/call";
import { Unfit } from "@/lib/ingest/problems";
import { idIn } from "@/lib/ingest/said";

/** `POST /beacon/tags`: puts a tag on somebody by its `name`, and makes the tag if there is none; with `remove: true` takes it off. */
export const tags: BeaconCall = {
  shared: [...WHO, "name", "tag", "remove", "update_session"],
  read(said, receivedAt, callId) {
    const tag = idIn(said, "name") ?? idIn(said, "tag");
    if (tag === undefined) throw new Unfit("name", "is missing: it is the tag's name.");
    const remove = said.remove ?? false;
    if (typeof remove !== "boolean") throw new Unfit("remove", "must be true or false.");
    return { type: "tag", ...whoIn(said), ...whenIn(said, receivedAt), callId, tag, on: !remove };
  },
};
