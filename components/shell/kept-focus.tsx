"use client";

import { useEffect } from "react";
import { focusHeading } from "@/components/shell/heading-focus";

const STOPS =
  "a[href], button:not(:disabled), input:not(:disabled, [type=hidden], [aria-hidden=true]), select:not(:disabled), textarea:not(:disabled)";

/**
 * Where what had the focus goes away or can take it no more, such as a row that is deleted, what is nearest in what it stood in takes the
 * focus, else the page's heading: the next Tab does not begin at the top of the page.
 */
export function KeptFocus() {
  useEffect(() => {
    let [last, around]: [Element | null, Element[]] = [null, []];
    const isGone = (of: Element) => !of.isConnected || of.matches(":disabled");
    const come = ({ target }: FocusEvent) => {
      if (target instanceof Element) [last, around] = [target, outwards(target)];
    };
    const leave = () =>
      setTimeout(() => {
        if (last && isNowhere() && !isGone(last)) last = null; // somebody pressed beside it
      });
    const keep = () => {
      if (!last || !isNowhere() || !isGone(last)) return;
      if (around.some((each) => each.isConnected && takesFocus(each)) || focusHeading()) last = null;
    };
    const changes = new MutationObserver(() => last && isNowhere() && setTimeout(keep)); // after whoever gives the focus back by themselves
    changes.observe(document.body, { childList: true, subtree: true, attributes: true, attributeFilter: ["disabled"] });
    document.addEventListener("focusin", come);
    document.addEventListener("focusout", leave);
    return () => {
      changes.disconnect();
      document.removeEventListener("focusin", come);
      document.removeEventListener("focusout", leave);
    };
  }, []);
  return null;
}

const isNowhere = () => document.activeElement === document.body || document.activeElement?.matches(":disabled") === true;

/** What an element stands in, from the nearest to what is still a part of the page. */
function outwards(of: Element): Element[] {
  const parent = of.parentElement;
  return parent === null || parent.matches("main, body") ? [] : [parent, ...outwards(parent)];
}

function takesFocus(place: Element): boolean {
  for (const stop of place.querySelectorAll<HTMLElement>(STOPS)) {
    stop.focus({ preventScroll: true });
    if (document.activeElement === stop) return true;
  }
  return false;
}
