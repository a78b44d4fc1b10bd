"use client";

import { useEffect, useRef } from "react";
import { Button, ButtonLink } from "@/components/ui/button";
import { Copy } from "@/components/ui/copy";

type Props = { digest?: string | undefined; retry: () => void };

/** A page that could not be shown: says so, under an id that finds it in the log, and lets one try again. */
export function Trouble({ digest, retry }: Props) {
  const heading = useRef<HTMLHeadingElement>(null);
  useEffect(() => heading.current?.focus(), []);
  return (
    <div className="mx-auto flex max-w-prose flex-col items-start gap-3 px-6 py-20">
      <h1 ref={heading} tabIndex={-1} className="text-lg outline-none">
        This page could not be shown
      </h1>
      <p className="text-soft">Nothing was changed. Try again; if it keeps happening, look for this id in the log.</p>
      {digest && <Copy shown text={digest} label="Copy the id" />}
      <div className="mt-2 flex gap-2">
        <Button variant="primary" onClick={retry}>
          Try again
        </Button>
        <ButtonLink href="/">Go home</ButtonLink>
      </div>
    </div>
  );
}
