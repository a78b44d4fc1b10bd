"use client";

import { SearchIcon } from "lucide-react";
import dynamic from "next/dynamic";
import { useRouter } from "next/navigation";
import { useCallback, useEffect, useRef, useState } from "react";
import type { PaletteProps } from "@/components/shell/command-palette";
import { chooseRow, goToSearch, hasSingleKeys, isBusy, moveInRows } from "@/components/shell/keys";
import { addressOf, placesFor } from "@/components/shell/places";
import { Button } from "@/components/ui/button";
import { Keys } from "@/components/ui/keys";

const CommandPalette = dynamic(() => import("@/components/shell/command-palette"));
const Shortcuts = dynamic(() => import("@/components/shell/shortcuts"));

const SEQUENCE = 1_000; // ms between a `g` and the letter after it

/** The search of the top bar, and the keyboard of the whole shell. What it opens is loaded when it is opened. */
export function Finder(props: PaletteProps) {
  const [shown, setShown] = useState<"palette" | "shortcuts" | null>(null);
  const [typed, setTyped] = useState("");
  const show = useCallback((what: typeof shown) => {
    setShown(what);
    if (what !== "palette") setTyped("");
  }, []);
  useKeys(props, show);
  useTypedAhead(shown === "palette", setTyped);
  const close = () => show(null);
  return (
    <>
      <Button
        variant="secondary"
        aria-keyshortcuts="Meta+K Control+K"
        onClick={() => show("palette")}
        className="px-2 text-soft sm:w-40 sm:justify-start lg:w-64"
      >
        <SearchIcon aria-hidden />
        <span className="max-sm:sr-only">Search or go to</span>
        <span className="ml-auto max-sm:hidden">
          <Keys keys={["⌘K"]} />
        </span>
      </Button>
      {shown === "palette" && <CommandPalette {...props} {...{ typed, setTyped }} onClose={close} onShortcuts={() => show("shortcuts")} />}
      {shown === "shortcuts" && <Shortcuts seesJobs={props.may.seeJobs} onClose={close} />}
    </>
  );
}

/** Nothing is lost of what is typed between the key that opens the palette and the palette. */
function useTypedAhead(isOpen: boolean, setTyped: (change: (typed: string) => string) => void) {
  useEffect(() => {
    if (!isOpen) return;
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey, target } = event;
      if (key.length !== 1 || ctrlKey || metaKey || altKey || (target instanceof Element && target.closest("[role=dialog]"))) return;
      event.preventDefault();
      setTyped((typed) => typed + key);
    };
    document.addEventListener("keydown", onKey, true);
    return () => document.removeEventListener("keydown", onKey, true);
  }, [isOpen, setTyped]);
}

function useKeys({ project, may }: PaletteProps, show: (what: "palette" | "shortcuts") => void) {
  const router = useRouter();
  const g = useRef(Number.NEGATIVE_INFINITY);
  useEffect(() => {
    const singles: Record<string, () => unknown> = {
      "?": () => show("shortcuts"),
      "/": () => goToSearch() || show("palette"),
      j: () => moveInRows(1),
      k: () => moveInRows(-1),
      x: chooseRow,
    };
    const onKey = (event: KeyboardEvent) => {
      const { key, ctrlKey, metaKey, altKey } = event;
      if (event.defaultPrevented || event.isComposing) return;
      if ((ctrlKey || metaKey) && !altKey && key.toLowerCase() === "k") {
        event.preventDefault();
        return show("palette");
      }
      if (ctrlKey || metaKey || altKey || isBusy(event.target) || !hasSingleKeys()) return;
      const place = event.timeStamp - g.current < SEQUENCE ? placesFor(may.seeJobs).find((each) => each.key === key) : undefined;
      g.current = key === "g" ? event.timeStamp : Number.NEGATIVE_INFINITY;
      const does = place ? () => router.push(addressOf(project, place.section)) : singles[key];
      if (!does) return;
      event.preventDefault();
      does();
    };
    document.addEventListener("keydown", onKey);
    return () => document.removeEventListener("keydown", onKey);
  }, [project, may.seeJobs, router, show]);
}
