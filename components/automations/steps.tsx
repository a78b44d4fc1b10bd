"use client";

import { ArrowDown, ArrowUp, CircleAlert, Plus, Trash2 } from "lucide-react";
import { useEffect, useId, useRef } from "react";
import { useBuilder } from "@/components/automations/builder-context";
import type { Gap } from "@/components/automations/edit-steps";
import { Fold } from "@/components/automations/fold";
import { StepPeople } from "@/components/automations/step-people";
import { STEP_TYPES, shownAs } from "@/components/automations/step-kinds";
import { Button } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { Menu, MenuItem } from "@/components/ui/menu";
import { lanesOf, type Step } from "@/lib/automations/schema";

/** One below the other, lanes are not what comes after each other. */
const ends = "max-lg:after:hidden";

type ListProps = { steps: Step[]; label: string; parentId?: string; lane?: string };

/** A list of steps with a place to add one before, between and after them. Lanes are lists of the same kind. */
export function StepList({ steps, label, parentId, lane }: ListProps) {
  const gap = (index: number): Gap => ({ parentId: parentId ?? null, lane: lane ?? null, index });
  return (
    <div>
      <AddStep gap={gap(0)} where={`at the beginning of ${label}`} className={cn(lane && steps.length === 0 && ends)} />
      <ol aria-label={label}>
        {steps.map((step, i) => (
          <li key={step.id}>
            <StepCard step={step} name={`step ${i + 1} of ${label}`} isFirst={i === 0} isLast={i === steps.length - 1} />
            <AddStep gap={gap(i + 1)} where={`after step ${i + 1} of ${label}`} className={cn(lane && i === steps.length - 1 && ends)} />
          </li>
        ))}
      </ol>
    </div>
  );
}

function AddStep({ gap, where, className }: { gap: Gap; where: string; className: string }) {
  const { readOnly, add } = useBuilder();
  const look = cn("flex flex-col items-center before:h-2 before:w-px before:bg-line after:h-2 after:w-px after:bg-line", className);
  if (readOnly) return <div aria-hidden className={look} />;
  return (
    <div className={look}>
      <Menu
        align="center"
        trigger={
          <Button size="small" className="size-control-small p-0" aria-label={`Add a step ${where}`}>
            <Plus aria-hidden />
          </Button>
        }
      >
        {STEP_TYPES.map((type) => {
          const { label, says, icon: Icon } = shownAs(type);
          return (
            <MenuItem key={type} onClick={() => add(gap, type)}>
              <Icon aria-hidden />
              <span>
                {label} <span className="block text-soft text-xs">{says}</span>
              </span>
            </MenuItem>
          );
        })}
      </Menu>
    </div>
  );
}

type CardProps = { step: Step; name: string; isFirst: boolean; isLast: boolean };

function StepCard({ step, name, isFirst, isLast }: CardProps) {
  const { problems, added, choices, readOnly } = useBuilder();
  const { label, icon, Fields, words } = shownAs(step.type);
  const lanes = lanesOf(step);
  const title = useId();
  const card = useRef<HTMLElement>(null);
  const isAdded = step.id === added;
  useEffect(() => {
    if (!isAdded) return;
    const frame = requestAnimationFrame(() => card.current?.focus()); // after the menu has given the focus back to its button
    return () => cancelAnimationFrame(frame);
  }, [isAdded]);
  return (
    <section
      id={`step-${step.id}`}
      aria-labelledby={title}
      tabIndex={-1}
      ref={card}
      className="scroll-mt-28 rounded-thing border border-line bg-panel"
    >
      <Fold
        place={step.id}
        id={title}
        {...{ icon, label }}
        which={name}
        told={words(step, choices)}
        fields={<Fields step={step} />}
        moves={!readOnly && <StepMoves id={step.id} {...{ name, isFirst, isLast }} />}
      >
        <StepPeople stepId={step.id} />
        <Problems of={problems.filter(({ stepId }) => stepId === step.id).map(({ message }) => message)} />
      </Fold>
      {lanes.length > 0 && (
        <div className="mx-3 grid gap-x-4 gap-y-2 border-line border-t py-3 lg:grid-cols-2">
          {lanes.map((lane) => (
            <section key={lane.key} aria-label={lane.label}>
              <h3 className="text-center text-soft text-xs voice-label">{lane.label}</h3>
              <StepList steps={lane.steps} parentId={step.id} lane={lane.key} label={`the way of ${lane.label} at ${name}`} />
            </section>
          ))}
        </div>
      )}
    </section>
  );
}

function StepMoves({ id, name, isFirst, isLast }: Omit<CardProps, "step"> & { id: string }) {
  const { move, remove } = useBuilder();
  return (
    <>
      <Button variant="quiet" size="icon" aria-label={`Move up ${name}`} disabled={isFirst} onClick={() => move(id, -1)}>
        <ArrowUp aria-hidden />
      </Button>
      <Button variant="quiet" size="icon" aria-label={`Move down ${name}`} disabled={isLast} onClick={() => move(id, 1)}>
        <ArrowDown aria-hidden />
      </Button>
      <Button variant="quiet" size="icon" aria-label={`Delete ${name}`} onClick={() => remove(id)}>
        <Trash2 aria-hidden />
      </Button>
    </>
  );
}

/** What is missing at a place, each with what to do about it. */
export const Problems = ({ of }: { of: readonly string[] }) =>
  of.length === 0 ? null : (
    <ul className="mt-2 flex flex-col gap-1 first:mt-0">
      {of.map((message) => (
        <li key={message} className="flex items-start gap-1.5 text-warn text-sm">
          <CircleAlert aria-hidden className="mt-0.5 size-4 shrink-0 stroke-icon" />
          {message}
        </li>
      ))}
    </ul>
  );
