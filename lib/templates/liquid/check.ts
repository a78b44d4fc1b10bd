import "server-only";
import { parseLiquid } from "@/lib/templates/liquid/engine";

/** Why a text is no Liquid, in its first line, or null where it is. */
export function liquidProblem(source: string): string | null {
  try {
    parseLiquid(source, "text");
    return null;
  } catch (error) {
    return error instanceof Error ? (error.message.split("\n")[0] ?? "") : String(error);
  }
}
