"use client";

import { NewAutomation } from "@/components/automations/new-automation";
import type { ReadyFlow, ReadyFlowKey } from "@/lib/automations/schema";
import type { ActionResult } from "@/lib/web/action";

type Created = Promise<ActionResult<{ id: string }>>;
type Props = {
  project: string;
  flows: readonly ReadyFlow[];
  mayEdit: boolean;
  create: (input: { name: string }) => Created;
  createReady: (input: { name: string; key: ReadyFlowKey }) => Created;
};

/** Ready-made flows, and the way to an empty one. */
export const FlowGallery = ({ project, flows, mayEdit, create, createReady }: Props) => (
  <ul className="grid grid-cols-[repeat(auto-fill,minmax(min(100%,260px),1fr))] gap-4">
    <Card name="Blank" says="An empty draft: choose what starts it, then add step after step.">
      <NewAutomation {...{ project, mayEdit }} label="Start blank" name="" create={(name) => create({ name })} />
    </Card>
    {flows.map((flow) => (
      <Card key={flow.key} name={flow.name} says={flow.says} emails={flow.emails}>
        <NewAutomation
          {...{ project, mayEdit }}
          label={`Use “${flow.name}”`}
          name={flow.name}
          create={(name) => createReady({ name, key: flow.key })}
        />
      </Card>
    ))}
  </ul>
);

const Card = ({ name, says, emails, children }: { name: string; says: string; emails?: number; children: React.ReactNode }) => (
  <li className="flex flex-col gap-1 rounded-thing border border-line bg-panel p-4">
    <h2 className="text-sm voice-label">{name}</h2>
    <p className="flex-1 text-soft text-sm">{says}</p>
    {emails !== undefined && (
      <p className="text-soft text-xs">
        With {emails} {emails === 1 ? "template" : "templates"}
      </p>
    )}
    <div className="mt-2">{children}</div>
  </li>
);
