"use client";

import { type ComponentType, useState } from "react";
import type { CanvasProps, CodeProps, Insertable } from "@/components/templates/canvas";
import { EditorActions } from "@/components/templates/editor-actions";
import type { Happened } from "@/components/templates/event-sample";
import type { Person } from "@/components/templates/find-person";
import { InsertImage } from "@/components/templates/insert-image";
import { InsertVariable } from "@/components/templates/insert-variable";
import { type ChipsIn, LiquidLine } from "@/components/templates/liquid-line";
import { PlainText } from "@/components/templates/plain-text";
import { PreviewPane, type PreviewProps } from "@/components/templates/preview-pane";
import { type ListedTemplate, TemplateState } from "@/components/templates/template-table";
import type { PreviewLine, ShownFor } from "@/components/templates/use-becomes";
import { type SaveDesign, useDesign, type Written } from "@/components/templates/use-design";
import { type UsedIn, TemplateUsage } from "@/components/templates/template-usage";
import { cn } from "@/components/ui/cn";
import { PageHeader } from "@/components/ui/page-header";
import { PublishNote } from "@/components/ui/publish-note";
import { Tabs } from "@/components/ui/tabs";
import type { ShownPicture } from "@/lib/pictures/schema";
import type { Design } from "@/lib/templates/schema";

type Props = Omit<PreviewProps, "id" | "settle" | "person" | "choose" | "event" | "changeEvent"> &
  Omit<Parameters<typeof EditorActions>[0], "template" | "settle" | "person" | "isChanged"> & {
    project: string;
    template: ListedTemplate & { design: Design; revision: number };
    traits: string[];
    pictures: ShownPicture[];
    /** Where a picture is sent to. */
    upload: string;
    mayEdit: boolean;
    canvas: ComponentType<CanvasProps>;
    code: ComponentType<CodeProps>;
    chipsIn: ChipsIn;
    save: SaveDesign;
    previewLine: PreviewLine;
    usage: UsedIn[];
  };

/** Where a template is written, seen and published. Every change saves itself; what is sent changes only when it is published. */
export function TemplateEditor({
  project,
  template,
  traits,
  pictures,
  upload,
  mayEdit,
  canvas,
  code,
  chipsIn,
  save,
  usage,
  ...rest
}: Props) {
  const { path, members, sendTest, commands, previewLine, ...seeing } = rest;
  const { id, name, isDefault, version, edited } = template;
  const { design, saving, change, settle, newest } = useDesign(id, template.design, template.revision, save);
  const [person, setPerson] = useState<Person | null>(null);
  const [event, setEvent] = useState<Happened>();
  const [published, setPublished] = useState<Written | null>(edited ? null : template.design);
  const isChanged = mayEdit && design !== published;
  const publish: typeof commands.publish = async (asked) => {
    const sent = newest();
    const answer = await commands.publish(asked);
    if (answer.ok) setPublished(sent);
    return answer;
  };
  const isHtml = template.design.html !== undefined;
  const preview = <PreviewPane {...seeing} {...{ id, settle, person, event }} choose={setPerson} changeEvent={setEvent} />;
  const write = <Writing {...{ design, change, traits, pictures, upload, canvas, code, chipsIn, person, event }} preview={previewLine} />;
  const tabs = [
    { value: "write", label: "Write", panel: write },
    { value: "preview", label: "Preview", panel: preview },
    { value: "text", label: "Plain text", panel: <PlainText text={design.text} change={(text) => change({ text })} /> },
  ];
  return (
    <>
      <PageHeader
        title={name}
        aside={<TemplateState version={version} edited={isChanged} />}
        actions={
          mayEdit && (
            <EditorActions
              {...{ path, members, sendTest, settle, person, isChanged }}
              commands={{ ...commands, publish }}
              template={{ id, name, isDefault, isHtml, version, usage }}
            />
          )
        }
      >
        {mayEdit ? (
          <PublishNote
            {...{ saving, settle, version, isChanged }}
            is="published"
            gets="New emails use"
            draft="Nothing is sent with it until you publish it."
          />
        ) : (
          "You can view this template. To change it, ask an admin for the editor role."
        )}
        {isDefault && <p>New emails start from this template.</p>}
        <TemplateUsage usage={usage} project={project} />
      </PageHeader>
      <Tabs label="Template" className={isHtml ? "max-w-[960px]" : "max-w-[680px]"} tabs={mayEdit ? tabs : [tabs[1]!]} />
    </>
  );
}

type WritingProps = Pick<Props, "traits" | "pictures" | "upload" | "canvas" | "code" | "chipsIn"> & {
  design: Written;
  change: (part: Partial<Written>) => void;
} & ShownFor;

type Insert = (node: Insertable) => void;

/** Editors draw no ring around themselves. */
const ringed =
  "rounded-thing border border-line outline-focus has-[[contenteditable=true]:focus-visible]:outline-2 has-[[contenteditable=true]:focus-visible]:outline-offset-2";

function Writing({ design, change, traits, pictures, upload, canvas: Canvas, code: Code, chipsIn, ...shown }: WritingProps) {
  const [insert, setInsert] = useState<Insert>();
  const [insertInLine, setInsertInLine] = useState<Insert>();
  const ready = ({ insert }: { insert: Insert }) => setInsert(() => insert);
  const line = { chipsIn, shown, onWrite: (insert: Insert) => setInsertInLine(() => insert) };
  const body = { onFocus: () => setInsertInLine(undefined) };
  const [{ html, document }] = useState(design); // the editors keep it from here on, and begin with the newest whenever this tab is opened
  return (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <LiquidLine {...line} label="Subject" place="subject" value={design.subject} change={(subject) => change({ subject })} />
      <LiquidLine
        {...line}
        label="Preheader"
        place="preheader"
        hint="The line that inboxes show after the subject."
        value={design.preheader}
        change={(preheader) => change({ preheader })}
      />
      <div className="flex flex-wrap gap-2">
        <InsertVariable traits={traits} insert={insertInLine ?? insert} />
        <InsertImage insert={insert} pictures={pictures} upload={upload} />
        {html === undefined && (
          <p className="self-center text-soft text-sm">Type / to add a heading, a button or columns. Select text to format it.</p>
        )}
      </div>
      {html === undefined ? (
        <div {...body} className={cn(ringed, "bg-paper px-4 py-6 sm:px-10")}>
          <Canvas document={document} onChange={(next) => change({ document: next })} onReady={ready} />
        </div>
      ) : (
        <>
          <div {...body} className={cn(ringed, "overflow-hidden")}>
            <Code html={html} onChange={(next) => change({ html: next })} onReady={ready} />
          </div>
          <p className="text-soft text-sm">
            Scripts, forms and frames are removed. Without a link to {"{{ unsubscribe_url }}"}, a footer with one is added.
          </p>
        </>
      )}
    </div>
  );
}
