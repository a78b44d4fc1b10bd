import { type Column, Columns } from "@/components/ui/columns";
import type { Course, Courses } from "@/lib/projects/schema";

/** How the period went, for people, events and emails. */
export function CourseCharts({ courses, timeZone }: { courses: Courses; timeZone: string }) {
  const { starts, hourly } = courses;
  const middle = hourly ? 0 : 12 * 60 * 60_000; // the last 24 hours are of the day in which most of them are
  const format = new Intl.DateTimeFormat("en", {
    timeZone,
    ...(hourly ? { hour: "2-digit", minute: "2-digit", hourCycle: "h23" } : { day: "numeric", month: "short" }),
  });
  const columns = ({ now, before }: Course): Column[] =>
    starts.map((start, i) => ({ label: format.format(start.getTime() + middle), value: now[i] ?? 0, before: before[i] ?? 0 }));
  const by = hourly ? "Hour from" : "Day";
  return (
    <div className="mt-6 grid gap-x-6 gap-y-8 lg:grid-cols-3">
      <Chart title="New customers" columns={columns(courses.customers)} by={by} people />
      <Chart title="Events" columns={columns(courses.events)} by={by} />
      <Chart title="Emails sent" columns={columns(courses.sent)} by={by} />
    </div>
  );
}

const Chart = (props: Parameters<typeof Columns>[0]) => (
  <section aria-label={`${props.title} over time`} className="min-w-0">
    <h2 className="mb-2 text-sm">{props.title}</h2>
    <Columns {...props} />
  </section>
);
