"use client";

import { useState } from "react";
import { entryInWords } from "@/components/automations/entry-fields";
import { useCommand } from "@/components/ui/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { allSteps, type BuilderChoices, type Flow, type Problem, triggerSentence } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  name: string;
  flow: Flow;
  problems: readonly Problem[];
  choices: BuilderChoices;
  isNew: boolean;
  /** Opens the step that has something to fix. */
  show: (stepId: string) => void;
  disabled: boolean;
  publish: () => Promise<ActionResult<void>>;
};

/** Says who will enter and what happens to those who are in it, and lists what is missing, before anything goes live. */
export function PublishDialog({ name, flow, problems, choices, isNew, show, disabled, publish }: Props) {
  const [open, setOpen] = useState(false);
  const { pending, failure, run } = useCommand();
  const verb = isNew ? "Go live" : "Publish changes";
  const isReady = problems.length === 0;
  const done = () => {
    setOpen(false);
    toast(isNew ? `“${name}” is live` : `The changes of “${name}” are live`);
  };
  return (
    <Dialog
      open={open}
      onOpenChange={setOpen}
      trigger={
        <Button variant="primary" disabled={disabled}>
          {verb}
        </Button>
      }
      title={isReady ? `${verb}: “${name}”` : `“${name}” cannot go live yet`}
    >
      {isReady ? (
        <Consequences flow={flow} choices={choices} isNew={isNew} />
      ) : (
        <Missing
          {...{ flow, problems }}
          show={(stepId) => {
            setOpen(false);
            show(stepId);
          }}
        />
      )}
      {failure && (
        <p role="alert" className="mt-3 text-bad">
          {Object.values(failure.fields ?? {})[0]?.[0] ?? failure.message}
        </p>
      )}
      <DialogActions>
        <DialogClose>{isReady ? "Cancel" : "Close"}</DialogClose>
        {isReady && (
          <Button variant="primary" pending={pending} onClick={() => run(publish, done)}>
            {verb}
          </Button>
        )}
      </DialogActions>
    </Dialog>
  );
}

function Consequences({ flow, choices, isNew }: Pick<Props, "flow" | "choices" | "isNew">) {
  const { trigger, entry } = flow;
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5">
      <li>
        From now on everybody who {triggerSentence(trigger, choices)} enters, {entryInWords(entry)}. What happened before does not count.
      </li>
      {!isNew && <li>People who are in it now finish the version they entered.</li>}
      <li>Emails use their templates as published now.</li>
    </ul>
  );
}

function Missing({ flow, problems, show }: Pick<Props, "flow" | "problems" | "show">) {
  const places = allSteps(flow.steps).map(({ id }) => id);
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5">
      {problems.map(({ stepId, message }) => (
        <li key={`${stepId}${message}`}>
          {message}{" "}
          {stepId && places.includes(stepId) && (
            <a href={`#step-${stepId}`} className="underline" onClick={() => show(stepId)}>
              Show
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
