import type { Source } from "@/lib/events/schema";

const SOURCE_WORDS: Record<Source, string> = {
  segment: "Segment SDK",
  beacon: "Beacon API",
  api: "Core API",
  product: "CrowdPower",
  hand: "By hand",
};

export const sourceInWords = (source: string): string => SOURCE_WORDS[source as Source] ?? source;
