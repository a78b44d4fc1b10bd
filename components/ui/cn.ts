import { type ClassNameValue, extendTailwindMerge } from "tailwind-merge";

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
export const cn = (...names: ClassNameValue[]): string => merge(names);
