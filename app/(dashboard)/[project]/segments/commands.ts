import { createBroadcastAction } from "../broadcasts/actions";
import { deleteSegmentAction, duplicateSegmentAction } from "./actions";

/** What can be done with a segment of one project. */
export const commandsIn = (project: string) => ({
  write: createBroadcastAction.bind(null, project),
  duplicate: duplicateSegmentAction.bind(null, project),
  remove: deleteSegmentAction.bind(null, project),
});
