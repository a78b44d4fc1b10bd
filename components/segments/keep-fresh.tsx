"use client";

import { useRouter } from "next/navigation";
import { useEffect, useTransition } from "react";

/** Reads the page anew every few seconds while somebody looks at it, and never a second time before the first has answered. */
export function KeepFresh({ seconds }: { seconds: number }) {
  const router = useRouter();
  const [reading, startReading] = useTransition();
  useEffect(() => {
    if (reading) return;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") startReading(() => router.refresh());
    }, seconds * 1000);
    return () => clearInterval(timer);
  }, [router, seconds, reading]);
  return null;
}
