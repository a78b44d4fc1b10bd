/** What every control that is typed or chosen in looks like. */
export const controlLook =
  "w-full rounded-control border border-edge/60 bg-panel px-2.5 text-sm text-ink transition-[border-color] hover:border-edge focus-visible:outline-offset-0 data-invalid:border-bad disabled:cursor-not-allowed disabled:bg-sunk disabled:text-soft";
