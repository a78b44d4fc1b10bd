import { signOutAction } from "@/app/(account)/account/actions";
import { findAnythingAction, publicKeyAction } from "./[project]/actions";
import { removeSampleAction } from "./[project]/settings/actions";

/** What can be done from the frame around every page of a project. */
export const shellCommands = (project: string) => ({
  signOut: signOutAction,
  removeSample: removeSampleAction.bind(null, project),
  find: findAnythingAction.bind(null, project),
  publicKey: publicKeyAction.bind(null, project),
});
