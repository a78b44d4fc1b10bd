import { Ban, CircleAlert, CircleCheck, CircleDashed, CirclePause, CirclePlay, Clock, Info, type LucideIcon } from "lucide-react";
import { cn } from "@/components/ui/cn";

const LOOKS = {
  good: [CircleCheck, "text-good"],
  live: [CirclePlay, "text-good"],
  warn: [CircleAlert, "text-warn"],
  bad: [Ban, "text-bad"],
  note: [Info, "text-note"],
  waiting: [Clock, "text-soft"],
  paused: [CirclePause, "text-warn"],
  draft: [CircleDashed, "text-soft"],
} as const satisfies Record<string, readonly [LucideIcon, string]>;

export type StatusTone = keyof typeof LOOKS;

/** How something is: always an icon and a word, so it needs no colour to be read. */
export function Status({ tone, children, className }: { tone: StatusTone; children: string; className?: string }) {
  const [Icon, colour] = LOOKS[tone];
  return (
    <span className={cn("inline-flex items-center gap-1.5 whitespace-nowrap voice-label", className)}>
      <Icon aria-hidden className={cn("size-3.5 shrink-0 stroke-icon", colour)} />
      {children}
    </span>
  );
}
