"use client";

import { useSyncExternalStore } from "react";

const never = () => () => {};

/** Whether the page hears what is done to it. What must not be lost is disabled until then. */
export const useAlive = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );
