"use client";

import { useState } from "react";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/select";
import { toast } from "@/components/ui/toast";
import type { ActionResult } from "@/lib/web/action";

type Steered = Promise<ActionResult<{ people: number }>>;
type Said = { id: string; runIds: string[] };

export type Steer = {
  id: string;
  /** The steps that somebody can be moved to. */
  steps: readonly { id: string; says: string }[];
  skip: (said: Said) => Steered;
  eject: (said: Said) => Steered;
  move: (said: Said & { stepId: string }) => Steered;
};

const counted = (many: number) => (many === 1 ? "1 person" : `${many.toLocaleString("en")} people`);

/** Leads those who were chosen past their step, to another one, or out; what it means is said before. */
export function SteerBar({ steer, runIds, done }: { steer: Steer; runIds: readonly string[]; done: () => void }) {
  const { id, steps, skip, eject, move } = steer;
  const [asking, setAsking] = useState<"move" | "eject" | null>(null);
  const [stepId, setStepId] = useState(steps[0]?.id ?? "");
  const { pending, failure, run } = useCommand();
  const said = { id, runIds: [...runIds] };
  const none = runIds.length === 0;
  const finish =
    (what: string) =>
    ({ people }: { people: number }) => {
      setAsking(null);
      done();
      toast(`${counted(people)} ${what}`);
    };
  const ask = (what: typeof asking) => ({ open: asking === what, onOpenChange: (open: boolean) => setAsking(open ? what : null) });
  const problem = failure && (
    <p role="alert" className="text-bad text-sm">
      {failure.message}
    </p>
  );
  return (
    <div className="mb-3 flex flex-wrap items-center gap-2">
      <p role="status" className="mr-1 text-soft text-sm">
        {none ? "Choose people to move them" : `${counted(runIds.length)} chosen`}
      </p>
      <Button size="small" disabled={none} pending={pending} onClick={() => run(() => skip(said), finish("skipped their step"))}>
        Skip their step
      </Button>
      <Button size="small" disabled={none || steps.length === 0} onClick={() => setAsking("move")}>
        Move…
      </Button>
      <Button size="small" variant="danger" disabled={none} onClick={() => setAsking("eject")}>
        Take out…
      </Button>
      {asking === null && problem}
      <Dialog
        {...ask("move")}
        title={`Move ${counted(runIds.length)}`}
        description="They continue at that step of the live version, whichever version they entered."
      >
        <Field label="To the step">
          <Select
            options={steps.map((step) => ({ value: step.id, label: step.says }))}
            value={stepId}
            onChange={(event) => setStepId(event.target.value)}
          />
        </Field>
        {problem}
        <DialogActions>
          <DialogClose />
          <Button variant="primary" pending={pending} onClick={() => run(() => move({ ...said, stepId }), finish("moved"))}>
            Move {counted(runIds.length)}
          </Button>
        </DialogActions>
      </Dialog>
      <Dialog {...ask("eject")} title={`Take out ${counted(runIds.length)}`}>
        <p>They exit where they are and get nothing more from this automation. Their history stays.</p>
        {problem}
        <DialogActions>
          <DialogClose />
          <Button variant="danger" pending={pending} onClick={() => run(() => eject(said), finish("taken out"))}>
            Take out {counted(runIds.length)}
          </Button>
        </DialogActions>
      </Dialog>
    </div>
  );
}
