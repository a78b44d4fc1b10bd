"use client";

import { type ComponentType, useState } from "react";
import type { CanvasProps, Insertable } from "@/components/templates/canvas";
import { EditorActions } from "@/components/templates/editor-actions";
import { InsertImage } from "@/components/templates/insert-image";
import { InsertVariable } from "@/components/templates/insert-variable";
import { PreviewPane, type PreviewProps } from "@/components/templates/preview-pane";
import { SaveNote } from "@/components/templates/save-note";
import { type ListedTemplate, TemplateState } from "@/components/templates/template-table";
import { type SaveDesign, useDesign } from "@/components/templates/use-design";
import { Field } from "@/components/ui/field";
import { Input } from "@/components/ui/input";
import { PageHeader } from "@/components/ui/page-header";
import { Tabs } from "@/components/ui/tabs";
import type { Design } from "@/lib/templates/schema";

type Props = Omit<PreviewProps, "id" | "settle"> &
  Omit<Parameters<typeof EditorActions>[0], "id" | "name" | "isDefault" | "settle"> & {
    template: ListedTemplate & { design: Design; revision: number };
    traits: string[];
    canvas: ComponentType<CanvasProps>;
    save: SaveDesign;
  };

/** Where a template is written, seen and published. Every change saves itself; what is sent changes only when it is published. */
export function TemplateEditor({ template, traits, canvas: Canvas, save, rename, publish, makeDefault, sendTest, ...seeing }: Props) {
  const { id, name, isDefault, version, edited } = template;
  const { design, state, change, settle } = useDesign(id, template.design, template.revision, save);
  const [insert, setInsert] = useState<(node: Insertable) => void>();
  const isChanged = edited || design !== template.design;
  const write = (
    <div className="grid grid-cols-[minmax(0,1fr)] gap-4">
      <Field label="Subject">
        <Input value={design.subject} maxLength={400} onValueChange={(subject) => change({ subject })} />
      </Field>
      <Field label="Preheader" description="The line that inboxes show after the subject.">
        <Input value={design.preheader} maxLength={400} onValueChange={(preheader) => change({ preheader })} />
      </Field>
      <div className="flex flex-wrap gap-2">
        <InsertVariable traits={traits} insert={insert} />
        <InsertImage insert={insert} />
      </div>
      <div className="rounded-thing border border-line bg-[#fff] px-4 py-6 sm:px-10">
        <Canvas
          document={template.design.document}
          onChange={(document) => change({ document })}
          onReady={({ insert }) => setInsert(() => insert)}
        />
      </div>
    </div>
  );

  return (
    <>
      <PageHeader
        title={name}
        aside={<TemplateState version={version} edited={isChanged} />}
        actions={<EditorActions {...{ id, name, isDefault, settle, rename, publish, makeDefault, sendTest }} />}
      >
        <SaveNote state={state} />
      </PageHeader>
      <Tabs
        label="Template"
        className="max-w-[680px]"
        tabs={[
          { value: "write", label: "Write", panel: write },
          { value: "preview", label: "Preview", panel: <PreviewPane {...seeing} id={id} settle={settle} /> },
        ]}
      />
    </>
  );
}
