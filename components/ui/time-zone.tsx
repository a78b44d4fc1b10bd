"use client";

import { createContext, type ReactNode, use } from "react";

const Zone = createContext("UTC");

/** Whatever is within tells the time in this zone. */
export const TimeZone = ({ zone, children }: { zone: string; children: ReactNode }) => <Zone value={zone}>{children}</Zone>;

/** The zone in which the time is told here: UTC where none is said. */
export const useTimeZone = (): string => use(Zone);
