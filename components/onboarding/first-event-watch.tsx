"use client";

import { useRouter } from "next/navigation";
import { useEffect, useState } from "react";
import { SendFirstEvent } from "@/components/onboarding/send-first-event";
import { FirstEvent } from "@/components/onboarding/first-event";
import { Silence } from "@/components/onboarding/silence";
import type { Waiting } from "@/lib/projects/schema";
import type { ActionResult } from "@/lib/web/action";

const LOOK_EVERY_MILLIS = 1_000;
const LONG_SILENCE_MILLIS = 60_000;

type Look = (said: unknown) => Promise<ActionResult<Waiting>>;
type Props = {
  project: string;
  first: Waiting;
  look: Look;
  /** Sends one from here, about the person who asks, whose address this is; null for who may not. */
  send: (said: object) => Promise<ActionResult<void>>;
  sendsAs: string | null;
  seesMailbox: boolean;
};

/** Waits for the first event, and shows it within two seconds of its coming. */
export function FirstEventWatch({ project, first, look, send, sendsAs, seesMailbox }: Props) {
  const { waiting, silent } = useFirstEvent(first, look);
  const [cameNow] = useState(first.event === null);
  return (
    <div aria-live="polite">
      {waiting.event ? (
        <FirstEvent project={project} event={waiting.event} cameNow={cameNow} seesMailbox={seesMailbox} />
      ) : (
        <Silence rejection={waiting.rejection} long={silent}>
          {sendsAs && <SendFirstEvent as={sendsAs} send={send} />}
        </Silence>
      )}
    </div>
  );
}

function useFirstEvent(first: Waiting, look: Look) {
  const router = useRouter();
  const [waiting, setWaiting] = useState(first);
  const [silent, setSilent] = useState(false);
  const arrived = waiting.event !== null;

  useEffect(() => {
    if (arrived) return;
    const began = performance.now();
    let timer: ReturnType<typeof setTimeout> | undefined;
    let left = false;
    const lookAgain = async () => {
      const answer = await look({}).catch(() => null); // offline or restarting: it is asked again
      if (left) return;
      if (answer?.ok) setWaiting(answer.data);
      if (answer?.ok && answer.data.event) return router.refresh();
      setSilent(performance.now() - began > LONG_SILENCE_MILLIS);
      timer = setTimeout(lookAgain, LOOK_EVERY_MILLIS);
    };
    timer = setTimeout(lookAgain, LOOK_EVERY_MILLIS);
    return () => {
      left = true;
      clearTimeout(timer);
    };
  }, [arrived, look, router]);

  return { waiting, silent };
}
