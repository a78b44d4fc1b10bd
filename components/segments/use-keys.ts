"use client";

import { useRef } from "react";

/** Stable keys for the rows of a list whose items have no ids: a row keeps its key, and so its focus, when it is moved. */
export function useKeys(length: number) {
  const keys = useRef<number[]>([]);
  const next = useRef(0);
  while (keys.current.length < length) keys.current.push(next.current++);
  return {
    of: (place: number) => keys.current[place],
    removed: (place: number) => void keys.current.splice(place, 1),
    moved: (place: number, by: -1 | 1) => void keys.current.splice(place + by, 0, ...keys.current.splice(place, 1)),
  };
}
