"use client";

import { createContext, useContext } from "react";
import type { Catalogue } from "@/lib/segments/schema";

/** What every part of a rule builder needs: the names to offer, and what is wrong at a place such as `rules.0.value`. */
type RuleContext = Catalogue & { ids: { traits: string; events: string }; errorAt: (place: string) => string | undefined };

const Context = createContext<RuleContext | null>(null);
export const RuleContextProvider = Context.Provider;

export function useRuleContext(): RuleContext {
  const context = useContext(Context);
  if (!context) throw new Error("Parts of a rule builder stand inside a RuleBuilder.");
  return context;
}
