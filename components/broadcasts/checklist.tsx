import { Status, type StatusTone } from "@/components/ui/status";
import type { Check } from "@/lib/broadcasts/schema";

const SHOWN: Record<Check["state"], [StatusTone, string]> = { good: ["good", "OK"], warn: ["warn", "Check"], stops: ["bad", "Fix"] };

/** What to look at before sending, the good with the bad. */
export const Checklist = ({ checks, label = "Checklist" }: { checks: readonly Check[]; label?: string }) => (
  <ul aria-label={label} className="grid gap-2">
    {checks.map(({ says, state }) => {
      const [tone, word] = SHOWN[state];
      return (
        <li key={says} className="grid grid-cols-[5rem_minmax(0,1fr)] items-start text-sm">
          <Status tone={tone}>{word}</Status>
          <span>{says}</span>
        </li>
      );
    })}
  </ul>
);
