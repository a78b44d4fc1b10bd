import { TabLinks } from "@/components/ui/tabs";
import { PERIODS, type Period } from "@/lib/projects/schema";

const LABELS: Record<Period, string> = { "24h": "24 hours", "7d": "7 days", "30d": "30 days", "90d": "90 days" };

export const PeriodLinks = ({ project, current }: { project: string; current: Period }) => (
  <TabLinks
    label="Period"
    links={(Object.keys(PERIODS) as Period[]).map((period) => ({
      href: `/${project}?period=${period}`,
      label: LABELS[period],
      current: period === current,
    }))}
  />
);
