"use client";

import type { ComponentProps } from "react";
import { SaveNote } from "@/components/ui/save-note";

type Props = Omit<ComponentProps<typeof SaveNote>, "saved"> & {
  /** The version that is out; 0 while none is. */
  version: number;
  isChanged: boolean;
  /** What is true of that version, in a word. */
  is: "live" | "published";
  /** Who gets it, as in “People get”. */
  gets: string;
  /** What it means that nothing was ever published. */
  draft: string;
};

/** Whether what is edited is kept, and whether it is what is out: one wording for all that is published. */
export const PublishNote = ({ version, isChanged, is, gets, draft, ...saving }: Props) => {
  const saved =
    version === 0
      ? `Draft saved. ${draft}`
      : isChanged
        ? `Changes saved, not ${is} yet. ${gets} version ${version} until you publish.`
        : `Version ${version} is ${is}. What you change is kept as a draft until you publish it.`;
  return <SaveNote {...saving} saved={saved} />;
};
