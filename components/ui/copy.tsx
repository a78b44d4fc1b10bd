"use client";

import { Check, Copy as CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";
import { copyText } from "@/components/ui/copy-text";

type Props = { text: string; label?: string; shown?: boolean | "whole"; word?: boolean; className?: string };

/**
 * Copies `text` and says so, or that one has to do it by hand. It is on the page of every error, so it brings nothing with it. `shown` puts
 * the text itself before the button, for ids and keys, and "whole" never cuts it off; `word` says “Copy” on it.
 */
export function Copy({ text, label = "Copy", shown = false, word = false, className }: Props) {
  const [told, setTold] = useState<"Copied" | "Select and copy it" | null>(null);
  useEffect(() => {
    if (!told) return;
    const timer = setTimeout(() => setTold(null), 2_000);
    return () => clearTimeout(timer);
  }, [told]);
  const copied = told === "Copied";
  const Icon = copied ? Check : CopyIcon;
  return (
    <span className={cn("inline-flex max-w-full items-center gap-1", className)}>
      {shown && <code className={cn("font-mono text-xs text-soft", shown === "whole" ? "break-all" : "truncate")}>{text}</code>}
      <button
        type="button"
        aria-label={label}
        title={label}
        className={cn(buttonLook({ variant: word ? "secondary" : "quiet", size: "small" }), !word && "px-1 text-soft")}
        onClick={async () => setTold((await copyText(text)) ? "Copied" : "Select and copy it")}
      >
        <Icon aria-hidden className="size-3.5!" />
        {word && (copied ? "Copied" : "Copy")}
      </button>
      <span aria-live="polite" className={cn(!told || copied ? "sr-only" : "rounded-thing bg-panel px-1 text-bad text-xs")}>
        {told}
      </span>
    </span>
  );
}
