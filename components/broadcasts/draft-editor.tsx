"use client";

import type { ReactNode } from "react";
import { AudienceFields, type SegmentChoice, type TagChoice } from "@/components/broadcasts/audience-fields";
import { Checklist } from "@/components/broadcasts/checklist";
import { type EmailChoices, type EmailCommands, EmailFields } from "@/components/broadcasts/email-fields";
import type { AskWhyOfBroadcast } from "@/components/broadcasts/broadcast-crowd";
import { EstimatePanel } from "@/components/broadcasts/estimate-panel";
import { type Send, SendDialog } from "@/components/broadcasts/send-dialog";
import { type Draft, type SaveDraft, type Saving, useSaved } from "@/components/broadcasts/use-saved";
import type { BroadcastCrowd, Check, Estimate } from "@/lib/broadcasts/schema";

type Props = {
  project: string;
  path: string;
  draft: Draft;
  choices: EmailChoices & { segments: readonly SegmentChoice[]; tags: readonly TagChoice[] };
  estimate: Estimate;
  crowd: BroadcastCrowd;
  checks: readonly Check[];
  readOnly: boolean;
  /** Why it cannot be changed, where it cannot. */
  because: string | null;
  frame: string;
  now: Date;
  commands: EmailCommands & { save: SaveDraft; send: Send; why: AskWhyOfBroadcast };
};

/** Whom it goes to, which email it is, and a last look: in this order, all of it saved as it is changed. */
export function DraftEditor({ project, path, choices, estimate, crowd, checks, readOnly, because, frame, now, commands, ...rest }: Props) {
  const { draft, saving, change, revision } = useSaved(rest.draft, commands.save);
  const template = choices.templates.find(({ id }) => id === draft.templateId);
  const stopped = checks.some(({ state }) => state === "stops");
  return (
    <div className="grid gap-8 lg:grid-cols-[minmax(0,2fr)_minmax(16rem,1fr)]">
      <div className="grid grid-cols-[minmax(0,1fr)] content-start gap-8">
        <p aria-live="polite" className="text-soft text-sm">
          {because ?? <SavedNote saving={saving} />}
        </p>
        <Part id="audience" title="1. Audience">
          <AudienceFields
            {...{ readOnly }}
            audience={draft.audience}
            segments={choices.segments}
            tags={choices.tags}
            change={(audience) => change({ audience })}
          />
        </Part>
        <Part id="email" title="2. Email">
          <EmailFields {...{ project, draft, choices, frame, readOnly, commands, change }} />
        </Part>
        <Part id="review" title="3. Review">
          <Checklist checks={checks} />
          {!readOnly && (
            <div className="mt-4 flex flex-wrap items-center gap-3">
              <SendDialog
                id={draft.id}
                name={draft.name}
                subject={template?.subject ?? ""}
                people={estimate.willReceive}
                doubts={checks.filter(({ state }) => state !== "good")}
                disabled={stopped || saving.state !== "saved"}
                revision={() => revision.current}
                send={commands.send}
              />
              {stopped && <span className="text-soft text-sm">Fix what stops sending first.</span>}
            </div>
          )}
        </Part>
      </div>
      <div className="lg:sticky lg:top-6 lg:self-start">
        <EstimatePanel id={draft.id} {...{ estimate, crowd, now }} why={commands.why} peoplePath={`${path}/people`} />
      </div>
    </div>
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

const SavedNote = ({ saving }: { saving: Saving }) =>
  saving.state === "failed" ? (
    <span className="text-bad">Not saved. {saving.message}</span>
  ) : (
    <span>{saving.state === "saved" ? "Saved" : "Saving…"}</span>
  );
