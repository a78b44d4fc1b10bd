"use client";

import { Check, Copy as CopyIcon } from "lucide-react";
import { useEffect, useState } from "react";
import { buttonLook } from "@/components/ui/button";
import { cn } from "@/components/ui/cn";

type Props = { text: string; label?: string; shown?: boolean; word?: boolean; className?: string };

/**
 * Copies `text` and says so. It is on the page of every error, so it brings nothing with it. `shown` puts the text itself before the button,
 * for ids and keys; `word` says “Copy” on it.
 */
export function Copy({ text, label = "Copy", shown = false, word = false, className }: Props) {
  const [copied, setCopied] = useState(false);
  useEffect(() => {
    if (!copied) return;
    const timer = setTimeout(() => setCopied(false), 2_000);
    return () => clearTimeout(timer);
  }, [copied]);
  const Icon = copied ? Check : CopyIcon;
  return (
    <span className={cn("inline-flex max-w-full items-center gap-1", className)}>
      {shown && <code className="truncate font-mono text-xs text-soft">{text}</code>}
      <button
        type="button"
        aria-label={label}
        title={label}
        className={cn(buttonLook({ variant: word ? "secondary" : "quiet", size: "small" }), !word && "px-1 text-soft")}
        onClick={() => navigator.clipboard.writeText(text).then(() => setCopied(true))}
      >
        <Icon aria-hidden className="size-3.5!" />
        {word && (copied ? "Copied" : "Copy")}
      </button>
      <span aria-live="polite" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </span>
  );
}
