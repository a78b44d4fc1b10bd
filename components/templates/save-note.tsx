import type { SaveState } from "@/components/templates/use-design";

/** Whether what is seen is kept. Read out politely, and not again for every letter. */
export const SaveNote = ({ state }: { state: SaveState }) => (
  <span aria-live="polite" className={typeof state === "object" ? "text-bad" : undefined}>
    {state === "saved" && "Saved"}
    {state === "saving" && "Saving…"}
    {typeof state === "object" && `Not saved. ${state.failed}`}
  </span>
);
