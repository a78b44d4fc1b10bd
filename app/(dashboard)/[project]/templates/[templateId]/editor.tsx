"use client";

import dynamic from "next/dynamic";
import type { ComponentProps } from "react";
import { TemplateEditor } from "@/components/templates/template-editor";
import { Skeleton } from "@/components/ui/skeleton";

/** The editor is three quarters of a megabyte: it comes after the page is there, and only here. */
const Canvas = dynamic(() => import("./canvas"), { ssr: false, loading: () => <Skeleton className="h-96 w-full" /> });

export const Editor = (props: Omit<ComponentProps<typeof TemplateEditor>, "canvas">) => <TemplateEditor {...props} canvas={Canvas} />;
