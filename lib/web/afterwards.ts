import "server-only";
import { after } from "next/server";
import { inngest } from "@/inngest/client";
import { acrossProjects } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { usesInngest } from "@/lib/env";
import { relay } from "@/lib/outbox/relay";
import { report } from "@/lib/web/report";

const onInngest = usesInngest();

/**
 * Where an Inngest server runs the functions there may be no worker that listens, so what a request promised is passed on right after its
 * response. It makes things fast, not sure: what is left here, by a crash or while that server is away, goes with the next minute's round.
 */
export function passOnAfterwards() {
  if (!onInngest) return;
  more = true;
  after(passOn);
}

let more = false;
let isPassing = false;

/** One at a time in this process: a server that does not answer holds one connection to the database, and not all of them. */
async function passOn() {
  if (isPassing) return;
  isPassing = true;
  while (more) {
    more = false;
    await acrossProjects((db) => relay(db, (events) => inngest.send(events), systemClock)).catch((error: unknown) => void report(error));
  }
  isPassing = false;
}

/** A handler whose answers are followed by that: a step, too, promises what comes after it. */
export const withPassingOn =
  <A extends unknown[]>(handler: (...given: A) => Promise<Response>) =>
  async (...given: A): Promise<Response> => {
    const answer = await handler(...given);
    passOnAfterwards();
    return answer;
  };
