import { z } from "zod";

/** The colours that tags and events may have: names of tokens, so that each is legible in light and dark. A name is always beside it. */
export const COLOURS = { ink: "Ink", note: "Blue", good: "Green", warn: "Amber", bad: "Red" } as const;
export type Colour = keyof typeof COLOURS;
export const DEFAULT_COLOUR: Colour = "ink";

export const ColourName = z.enum(Object.keys(COLOURS) as [Colour, ...Colour[]], "Choose one of the colours.");
