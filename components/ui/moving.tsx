"use client";

import { type ReactNode, useLayoutEffect, useRef } from "react";

const [MOVE_MS, STAGGER_MS] = [280, 80];

/** Lets the dots inside go from where they were to where they are now, once each time they are drawn anew. With reduced motion they are simply there. */
export function Moving({ children, className }: { children: ReactNode; className?: string | undefined }) {
  const root = useRef<HTMLDivElement>(null);
  const before = useRef({ width: 0, places: new Map<string, DOMRect>() });
  useLayoutEffect(() => {
    const frame = root.current!.getBoundingClientRect();
    const dots = [...root.current!.querySelectorAll<HTMLElement>("[data-dot]")];
    for (const dot of dots) for (const motion of dot.getAnimations()) motion.cancel();
    const places = new Map(dots.map((dot) => [dot.dataset.dot!, placeIn(frame, dot)]));
    const isStill = before.current.width !== frame.width || matchMedia("(prefers-reduced-motion: reduce)").matches;
    dots.forEach((dot, i) => {
      const [from, to] = [before.current.places.get(dot.dataset.dot!), places.get(dot.dataset.dot!)!];
      if (isStill || !from || Math.hypot(from.x - to.x, from.y - to.y) < 1) return;
      const start = { transform: `translate(${from.x - to.x}px, ${from.y - to.y}px)` };
      const timing = {
        duration: MOVE_MS,
        delay: (i / dots.length) * STAGGER_MS,
        easing: "cubic-bezier(.2,0,0,1)",
        fill: "backwards",
      } as const;
      dot.animate([start, { transform: "none" }], timing);
    });
    before.current = { width: frame.width, places };
  });
  return (
    <div ref={root} className={className}>
      {children}
    </div>
  );
}

const placeIn = (frame: DOMRect, dot: HTMLElement) => {
  const box = dot.getBoundingClientRect();
  return new DOMRect(box.x - frame.x, box.y - frame.y);
};
