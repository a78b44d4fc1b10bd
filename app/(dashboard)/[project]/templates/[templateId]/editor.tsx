"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { TemplateEditor } from "@/components/templates/template-editor";
import { Skeleton } from "@/components/ui/skeleton";
import { chipsIn } from "@/emails/liquid";

/** The editors are large: each comes after the page is there, where it is needed, and nowhere else. */
/** Of the colour of paper, as the email will be. */
const loading = () => (
  <div aria-busy="true" className="light">
    <Skeleton className="h-96 w-full" />
  </div>
);
const Canvas = dynamic(() => import("./canvas"), { ssr: false, loading });
const Code = dynamic(() => import("./code"), { ssr: false, loading });

export const Editor = (props: Omit<ComponentProps<typeof TemplateEditor>, "canvas" | "code" | "chipsIn">) => (
  <TemplateEditor {...props} canvas={Canvas} code={Code} chipsIn={chipsIn} />
);
