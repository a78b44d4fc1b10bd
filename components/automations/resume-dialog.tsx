"use client";

import { Play } from "lucide-react";
import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { Overdue } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

type Held = { inProgress: number; overdue: number; lateByHours: readonly { hours: number; people: number }[] };
type Props = { name: string; held: Held; resume: (overdue: Overdue) => Promise<ActionResult<void>> };

const WAYS = ["now", "shift", "leave"] as const;
type Way = (typeof WAYS)[number];

const people = (many: number) => (many === 1 ? "1 person" : `${many.toLocaleString("en")} people`);
const goOn = (many: number) => (many === 1 ? "continues" : "continue");
const lateness = (hours: number) => (hours === 0 ? "at all" : hours < 72 ? `more than ${hours} hours` : `more than ${hours / 24} days`);

/** Says what resuming means for those whose time came during the pause, and lets one choose. */
export function ResumeDialog({ name, held, resume }: Props) {
  const [open, setOpen] = useState(false);
  const [way, setWay] = useState<Way>("now");
  const [hours, setHours] = useState(24);
  const { pending, failure, run } = useCommand();
  const late = held.lateByHours.find((each) => each.hours === hours)?.people ?? 0;
  const done = () => {
    setOpen(false);
    toast(`“${name}” is running again`);
  };
  const chosen: Overdue = way === "leave" ? { leaveAfterHours: hours } : way;
  const means: Record<Way, string> = {
    now: `${people(held.overdue)} ${goOn(held.overdue)} right away, however late.`,
    shift: `All waits of ${people(held.inProgress)} end later, by as long as the pause was.`,
    leave: `${people(late)} leave${late === 1 ? "s" : ""} without the remaining steps; the other ${people(held.inProgress - late)} ${goOn(held.inProgress - late)}.`,
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button>
          <Play aria-hidden /> Resume
        </Button>
      }
      title={`Resume “${name}”`}
      description={
        held.overdue === 0
          ? `No wait ended during the pause. ${people(held.inProgress)} ${goOn(held.inProgress)} as planned.`
          : `The wait of ${people(held.overdue)} ended during the pause, of ${held.inProgress.toLocaleString("en")} who are in it. What should happen to them?`
      }
    >
      {held.overdue > 0 && (
        <fieldset className="grid gap-2">
          <legend className="sr-only">What happens to people who are late</legend>
          {WAYS.map((each) => (
            <label key={each} className="flex cursor-pointer items-start gap-2 rounded-thing border border-line p-3 has-checked:border-ink">
              <input
                type="radio"
                name="overdue"
                value={each}
                checked={way === each}
                onChange={() => setWay(each)}
                className="mt-1 accent-ink"
              />
              <span>
                <span className="block voice-label">{LABELS[each]}</span>
                <span className="text-soft text-sm">{means[each]}</span>
              </span>
            </label>
          ))}
          {way === "leave" && (
            <Select
              aria-label="Late by"
              options={held.lateByHours.map((each) => ({
                value: String(each.hours),
                label: `Late ${lateness(each.hours)}: ${people(each.people)}`,
              }))}
              value={String(hours)}
              onChange={(event) => setHours(Number(event.target.value))}
            />
          )}
        </fieldset>
      )}
      {failure && (
        <p role="alert" className="mt-3 text-bad">
          {failure.message}
        </p>
      )}
      <DialogActions>
        <DialogClose />
        <Button variant="primary" pending={pending} onClick={() => run(() => resume(chosen), done)}>
          Resume
        </Button>
      </DialogActions>
    </Dialog>
  );
}

const LABELS: Record<Way, string> = {
  now: "Continue now",
  shift: "Extend all waits by the length of the pause",
  leave: "Exit people who are too late",
};
