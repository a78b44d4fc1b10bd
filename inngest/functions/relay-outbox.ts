import { cron } from "inngest";
import { inngest } from "@/inngest/client";
import { acrossProjects } from "@/lib/auth/gates";
import { systemClock } from "@/lib/clock";
import { relay } from "@/lib/outbox/relay";

/** Sends what changes have promised. Whatever wakes it sooner is only speed: this alone already loses nothing. */
export const relayOutbox = inngest.createFunction(
  { id: "relay-outbox", name: "Queue the jobs of recent changes", triggers: [cron("* * * * *")], concurrency: { limit: 1 } },
  ({ step }) => step.run("relay", () => acrossProjects((db) => relay(db, (events) => inngest.send(events), systemClock))),
);
