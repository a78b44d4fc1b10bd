"use client";

import type { ReactNode } from "react";
import { AudienceFields, type SegmentChoice, type TagChoice } from "@/components/broadcasts/audience-fields";
import { Checklist } from "@/components/broadcasts/checklist";
import { type EmailChoices, type EmailCommands, EmailFields } from "@/components/broadcasts/email-fields";
import type { AskWhyOfBroadcast } from "@/components/broadcasts/broadcast-crowd";
import { EstimatePanel } from "@/components/broadcasts/estimate-panel";
import { SendBar } from "@/components/broadcasts/send-bar";
import { type Send, SendDialog } from "@/components/broadcasts/send-dialog";
import { type Draft, type SaveDraft, useDraft } from "@/components/broadcasts/use-draft";
import { SaveNote } from "@/components/ui/save-note";
import type { BroadcastCrowd, Check, Estimate } from "@/lib/broadcasts/schema";

type Props = {
  project: string;
  path: string;
  draft: Draft;
  choices: EmailChoices & { segments: readonly SegmentChoice[]; tags: readonly TagChoice[] };
  estimate: Estimate;
  crowd: BroadcastCrowd;
  checks: readonly Check[];
  /** Whether nothing that is sent leaves this machine. */
  mailStays: boolean;
  readOnly: boolean;
  /** Why it cannot be changed, where it cannot. */
  because: string | null;
  frame: string;
  now: Date;
  commands: EmailCommands & { save: SaveDraft; send: Send; why: AskWhyOfBroadcast };
};

/** Whom it goes to, which email it is, and a last look: in this order, all of it saved as it is changed. */
export function DraftEditor({
  project,
  path,
  choices,
  estimate,
  crowd,
  checks,
  mailStays,
  readOnly,
  because,
  frame,
  now,
  commands,
  ...rest
}: Props) {
  const { draft, saving, change, settle, revision } = useDraft(rest.draft, commands.save);
  const template = choices.templates.find(({ id }) => id === draft.templateId);
  const [email, people] = [template?.name ?? "", estimate.willReceive];
  const stops = checks.filter(({ state }) => state === "stops").length;
  return (
    <>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)] lg:grid-rows-[auto_auto_1fr]">
        <Part id="audience" title="1. Audience">
          <AudienceFields
            {...{ readOnly }}
            audience={draft.audience}
            segments={choices.segments}
            tags={choices.tags}
            change={(audience) => change({ audience })}
          />
        </Part>
        <div className="lg:sticky lg:top-16 lg:col-start-2 lg:row-span-3 lg:row-start-1 lg:self-start">
          <EstimatePanel id={draft.id} {...{ estimate, crowd, now }} why={commands.why} peoplePath={`${path}/people`} />
        </div>
        <Part id="email" title="2. Email">
          <EmailFields {...{ project, draft, choices, frame, readOnly, commands, change }} />
        </Part>
        <Part id="review" title="3. Review">
          <Checklist checks={checks} />
        </Part>
      </div>
      <SendBar says={because ?? <SaveNote saving={saving} settle={settle} />} {...{ people, email, mailStays }}>
        {!readOnly && stops > 0 && (
          <a href="#review" className="text-sm underline">
            {stops === 1 ? "1 thing to fix" : `${stops} things to fix`}
          </a>
        )}
        {!readOnly && (
          <SendDialog
            id={draft.id}
            name={draft.name}
            email={email}
            subject={template?.subject ?? ""}
            people={people}
            doubts={checks.filter(({ state }) => state !== "good")}
            disabled={stops > 0 || saving.state !== "saved"}
            revision={revision}
            send={commands.send}
          />
        )}
      </SendBar>
    </>
  );
}

const Part = ({ id, title, children }: { id: string; title: string; children: ReactNode }) => (
  <section aria-labelledby={id}>
    <h2 id={id} className="mb-3 text-base">
      {title}
    </h2>
    {children}
  </section>
);
