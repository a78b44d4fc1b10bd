"use client";

import { useEffect, useRef, useState } from "react";
import { type Arrival, RING } from "@/lib/live/schema";

export type Connection = "connecting" | "open" | "lost";
const REPORT_AFTER_MS = 2_000;

/**
 * What arrives after `first`, the newest first, each once and at most as many as the ring holds; without an address nothing does. While it
 * is paused the view stands still and only counts. The browser opens a stream that ended again by itself; only a longer silence is told as
 * lost.
 */
export function useArrivals(address: string | null, first: readonly Arrival[]) {
  const [arrived, setArrived] = useState<readonly Arrival[]>([]);
  const [held, setHeld] = useState<readonly Arrival[]>([]);
  const [isPaused, setPaused] = useState(false);
  const [connection, setConnection] = useState<Connection>("connecting");
  const paused = useRef(false);

  useEffect(() => {
    if (address === null) return;
    const source = new EventSource(address);
    let timer: ReturnType<typeof setTimeout> | undefined;
    source.onopen = () => {
      clearTimeout(timer);
      setConnection("open");
    };
    source.onerror = () => {
      clearTimeout(timer);
      timer = setTimeout(() => setConnection("lost"), REPORT_AFTER_MS);
    };
    source.onmessage = ({ data }) => {
      const news: Arrival[] = JSON.parse(data);
      const keep = paused.current ? setHeld : setArrived;
      keep((known) => withNews(known, news));
    };
    return () => {
      clearTimeout(timer);
      source.close();
      setArrived([]); // another stream begins with rows of its own
      setHeld([]);
    };
  }, [address]);

  const pause = (next: boolean) => {
    paused.current = next;
    setPaused(next);
    if (next) setHeld([]);
    else setArrived((known) => withNews(known, held.toReversed()));
  };
  const rows = withNews(first, arrived.toReversed());
  const known = new Set(rows.map(({ id }) => id));
  const missed = isPaused ? held.filter(({ id }) => !known.has(id)).length : 0;
  return { rows, missed, isPaused, pause, connection };
}

/** `news` come oldest first, and some of them may be known. */
function withNews(known: readonly Arrival[], news: readonly Arrival[]): readonly Arrival[] {
  const ids = new Set(known.map(({ id }) => id));
  const fresh = news.filter(({ id }) => !ids.has(id));
  return fresh.length === 0 ? known : [...fresh.reverse(), ...known].slice(0, RING);
}
