"use client";

import { type ReactNode, useEffect, useLayoutEffect, useRef } from "react";

const [MOVE_MS, STAGGER_MS] = [280, 80];

type Move = { dot: HTMLElement; x: number; y: number; delay: number };

/** Lets the dots inside go from where they were to where they are now, once each time they are drawn anew. With reduced motion they are simply there. */
export function Moving({ children, className }: { children: ReactNode; className?: string | undefined }) {
  const root = useRef<HTMLDivElement>(null);
  const before = useRef({ width: 0, places: new Map<string, DOMRect>() });
  const stop = useRef(() => {});
  useLayoutEffect(() => {
    stop.current();
    const frame = root.current!.getBoundingClientRect();
    const dots = [...root.current!.querySelectorAll<HTMLElement>("[data-dot]")];
    const places = new Map(dots.map((dot) => [dot.dataset.dot!, placeIn(frame, dot)]));
    const isStill = before.current.width !== frame.width || matchMedia("(prefers-reduced-motion: reduce)").matches;
    const moves = dots.flatMap((dot, i): Move[] => {
      const [from, to] = [before.current.places.get(dot.dataset.dot!), places.get(dot.dataset.dot!)!];
      if (isStill || !from || Math.hypot(from.x - to.x, from.y - to.y) < 1) return [];
      return [{ dot, x: from.x - to.x, y: from.y - to.y, delay: (i / dots.length) * STAGGER_MS }];
    });
    before.current = { width: frame.width, places };
    stop.current = play(moves);
  });
  useEffect(() => () => stop.current(), []);
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

/**
 * Plays the moves by one clock, and answers how to stop it. An animation for each of hundreds of dots is a layer for each, and drawing those
 * keeps a browser without a graphics card from everything else for seconds.
 */
function play(moves: readonly Move[]): () => void {
  const begun = performance.now();
  let frame = 0;
  const draw = (now: number) => {
    let isMoving = false;
    for (const { dot, x, y, delay } of moves) {
      const left = (1 - Math.min(Math.max((now - begun - delay) / MOVE_MS, 0), 1)) ** 4; // of the way: quick at first, then gently
      dot.style.translate = left === 0 ? "" : `${x * left}px ${y * left}px`;
      isMoving ||= left > 0;
    }
    if (isMoving) frame = requestAnimationFrame(draw);
  };
  if (moves.length > 0) draw(begun);
  return () => {
    cancelAnimationFrame(frame);
    for (const { dot } of moves) dot.style.translate = "";
  };
}
