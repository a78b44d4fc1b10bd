"use client";

import { useEffect, useState } from "react";

type Answered<T> = {
  /** What was said to the last question that was answered. */
  answer: T | null;
  /** Whether that was another question than the one at hand. */
  stale: boolean;
  problem: string | null;
};

/**
 * Asks an address as soon as the question has not changed for so long. An older question is broken off as soon as there is a newer one;
 * while there is none, because a rule is not finished, the last answer stays.
 */
export function useAnswer<T>(address: string, question: string | null, pauseMs: number): Answered<T> {
  const [answered, setAnswered] = useState<{ question: string; said: T } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);

  useEffect(() => {
    if (question === null) return;
    const newer = new AbortController();
    const ask = async () => {
      const said = await asked<T>(address, question, newer.signal);
      if (newer.signal.aborted) return;
      setProblem("problem" in said ? said.problem : null);
      if ("data" in said) setAnswered({ question, said: said.data });
    };
    let timer: ReturnType<typeof setTimeout> | undefined;
    if (pauseMs > 0) timer = setTimeout(ask, pauseMs);
    else void ask();
    return () => {
      newer.abort();
      clearTimeout(timer);
    };
  }, [address, question, pauseMs]);

  return { answer: answered?.said ?? null, stale: answered !== null && question !== null && answered.question !== question, problem };
}

async function asked<T>(address: string, question: string, signal: AbortSignal): Promise<{ data: T } | { problem: string }> {
  try {
    const response = await fetch(address, { method: "POST", body: question, signal });
    const said = await response.json();
    return response.ok ? { data: said as T } : { problem: String(said.error?.message) };
  } catch {
    return { problem: "There was no answer. Your next change asks again." };
  }
}
