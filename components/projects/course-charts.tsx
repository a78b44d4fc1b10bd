import { type Column, Columns } from "@/components/ui/columns";
import type { Course, Courses } from "@/lib/projects/schema";

/** How the period went, for people, events and emails. A part of 24 hours is no day of the calendar, so it is told by when it ended. */
export function CourseCharts({ courses, timeZone }: { courses: Courses; timeZone: string }) {
  const { began, ends, hourly } = courses;
  const time = { hour: "2-digit", minute: "2-digit", hourCycle: "h23", timeZone } as const;
  const day = { day: "numeric", month: "short", timeZone } as const;
  const format = new Intl.DateTimeFormat("en", hourly ? time : { ...day, ...time });
  const begins = new Intl.DateTimeFormat("en", hourly ? time : day);
  const columns = ({ now, before }: Course): Column[] =>
    ends.map((end, i) => ({ label: format.format(end), value: now[i] ?? 0, before: before[i] ?? 0 }));
  const axis = { by: hourly ? "The hour to" : "24 hours to", ends: [begins.format(began), "now"] as const };
  return (
    <div className="mt-6 grid gap-x-6 gap-y-8 lg:grid-cols-3">
      <Chart title="New customers" columns={columns(courses.customers)} {...axis} people />
      <Chart title="Events" columns={columns(courses.events)} {...axis} />
      <Chart title="Emails sent" columns={columns(courses.sent)} {...axis} />
    </div>
  );
}

const Chart = (props: Parameters<typeof Columns>[0]) => (
  <section aria-label={`${props.title} over time`} className="min-w-0">
    <h2 className="mb-2 text-sm">{props.title}</h2>
    <Columns {...props} />
  </section>
);
