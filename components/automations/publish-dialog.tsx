"use client";

import { useState } from "react";
import { useCommand } from "@/components/automations/use-command";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions, DialogClose } from "@/components/ui/dialog";
import { toast } from "@/components/ui/toast";
import { allSteps, type BuilderChoices, type Entry, type Flow, type Problem, type Trigger } from "@/lib/automations/schema";
import { ADDRESS_WORDS } from "@/lib/events/addresses/schema";
import type { ActionResult } from "@/lib/web/action";

type Props = {
  name: string;
  flow: Flow;
  problems: readonly Problem[];
  choices: BuilderChoices;
  isNew: boolean;
  disabled: boolean;
  publish: () => Promise<ActionResult<void>>;
};

/** Says who will enter and what happens to those who are in it, and lists what is missing, before anything goes live. */
export function PublishDialog({ name, flow, problems, choices, isNew, disabled, publish }: Props) {
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
        <Missing flow={flow} problems={problems} close={() => setOpen(false)} />
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
  const who = trigger ? whoEnters(trigger, choices) : "begins it";
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5">
      <li>
        From now on everybody who {who} enters, {howOften(entry)}. What happened before does not count.
      </li>
      {!isNew && <li>People who are in it now finish the version they entered.</li>}
      <li>Emails use their templates as published now.</li>
    </ul>
  );
}

function howOften(entry: Entry): string {
  if (typeof entry === "object") return entry.days === 1 ? "at most once a day" : `at most once every ${entry.days} days`;
  return entry === "once" ? "once ever" : "every time";
}

function whoEnters(trigger: Trigger, { segments, tags }: Props["choices"]): string {
  const where = "where" in trigger && trigger.where?.length ? " with the properties you chose" : "";
  switch (trigger.type) {
    case "event":
      return `does “${trigger.name}”${where}`;
    case "page_visited":
      return `visits a page whose address ${ADDRESS_WORDS[trigger.match]} “${trigger.address}”`;
    case "charge":
      return `pays${where}`;
    case "tag_added":
    case "tag_removed":
      return `${trigger.type === "tag_added" ? "gets" : "loses"} the tag “${tags.find(({ id }) => id === trigger.tagId)?.name ?? "of the trigger"}”`;
    case "segment_entered":
      return `enters “${segments.find(({ id }) => id === trigger.segmentId)?.name ?? "the segment"}”`;
  }
}

function Missing({ flow, problems, close }: Pick<Props, "flow" | "problems"> & { close: () => void }) {
  const places = allSteps(flow.steps).map(({ id }) => id);
  return (
    <ul className="flex list-disc flex-col gap-1.5 pl-5">
      {problems.map(({ stepId, message }) => (
        <li key={`${stepId}${message}`}>
          {message}{" "}
          {stepId && places.includes(stepId) && (
            <a href={`#step-${stepId}`} className="underline" onClick={close}>
              Show
            </a>
          )}
        </li>
      ))}
    </ul>
  );
}
