import { Status, type StatusTone } from "@/components/ui/status";
import type { JobState } from "@/lib/jobs/schema";

const SHOWN: Record<JobState, [StatusTone, string]> = {
  ready: ["waiting", "Ready"],
  running: ["live", "Running"],
  waiting: ["waiting", "Waiting"],
  retrying: ["warn", "Retrying"],
  completed: ["good", "Done"],
  failed: ["bad", "Failed"],
  cancelled: ["draft", "Cancelled"],
};

/** How a job stands at this moment. */
export function JobStateSign({ state }: { state: JobState }) {
  const [tone, word] = SHOWN[state];
  return <Status tone={tone}>{word}</Status>;
}
