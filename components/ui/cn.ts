import { type ClassValue, clsx } from "clsx";
import { extendTailwindMerge } from "tailwind-merge";

const merge = extendTailwindMerge<"voice">({
  extend: {
    theme: {
      radius: ["thing", "control", "dialog"],
      shadow: ["float"],
      spacing: ["control", "control-small", "row", "touch", "sidebar"],
      container: ["prose"],
    },
    classGroups: { voice: ["voice-title", "voice-body", "voice-label"] },
  },
});

/** Joins class names; of two that set the same thing the later one holds. */
export const cn = (...names: ClassValue[]): string => merge(clsx(names));
