import { undoMerge } from "@/lib/customers/merging";
import { Parted, UndoMerge } from "@/lib/customers/schema";
import { route } from "@/lib/web/route";

export const POST = route({
  summary: "Takes a merge back: who joined by it is a separate customer again, under their old id.",
  grant: "customers:write",
  input: UndoMerge,
  output: Parted,
  handle: undoMerge,
});
