import { Status, type StatusTone } from "@/components/ui/status";
import type { Check } from "@/lib/broadcasts/schema";

const SHOWN: Record<Check["state"], [StatusTone, string]> = { good: ["good", "Good"], warn: ["warn", "Look"], stops: ["bad", "Stops"] };

/** What to look at before sending, the good with the bad. */
export const Checklist = ({ checks }: { checks: readonly Check[] }) => (
  <ul aria-label="Checklist" className="grid gap-2">
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
