"use client";

import { useState, useSyncExternalStore } from "react";

const never = () => () => {};

/** A choice that this browser keeps under `key`, and the way to make another one. Null while none was made. */
export function useRemembered(key: string) {
  const [chosen, setChosen] = useState<string | null>(null);
  const kept = useSyncExternalStore(
    never,
    () => localStorage.getItem(key),
    () => null,
  );
  const choose = (value: string) => {
    localStorage.setItem(key, value);
    setChosen(value);
  };
  return [chosen ?? kept, choose] as const;
}
