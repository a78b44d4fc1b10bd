import { Link } from "@/components/ui/link";
import { PERIOD_WORDS, PERIODS, type Period } from "@/lib/projects/schema";

/** How far back the figures look. */
export const PeriodLinks = ({ project, current }: { project: string; current: Period }) => (
  <nav aria-label="Period" className="mb-3 flex gap-4">
    {(Object.keys(PERIODS) as Period[]).map((period) => (
      <Link
        key={period}
        href={`/${project}?period=${period}`}
        aria-current={period === current ? "page" : undefined}
        className="touchable text-soft voice-label hover:text-ink aria-[current]:text-ink aria-[current]:underline aria-[current]:underline-offset-4"
      >
        {PERIOD_WORDS[period]}
      </Link>
    ))}
  </nav>
);
